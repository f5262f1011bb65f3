package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;

/** One instance of each of several resources, held together for one batch. */
@CheckReturnValue
public interface Instances {
  /**
   * An instance.
   *
   * @param position the position of its pool in {@link ResourcePool#all}
   * @param <R> the type of the instance
   */
  <R> R get(int position);
}
