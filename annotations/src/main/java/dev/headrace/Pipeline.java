package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface whose abstract methods are the entries of a graph of steps.
 *
 * <p>Steps are its own static methods, those of its nested classes and of its superinterfaces, and those of
 * {@link #nodes()}. For an interface {@code HybridSearch} the processor writes {@code HybridSearchExecutor} beside it,
 * and the Daft modules {@code hybrid_search.py} and {@code hybrid_search_naive.py}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Pipeline {
  /** More classes with steps: their static steps, and the instance steps of those that are resources. */
  Class<?>[] nodes() default {};

  /**
   * How many GPUs the pipeline may count on: an error tells which resources need more. Nothing is checked for -1, the
   * default.
   */
  int gpus() default -1;
}
