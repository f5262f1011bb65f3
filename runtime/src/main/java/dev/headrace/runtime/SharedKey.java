package dev.headrace.runtime;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that the elements of a batch have in common: data by its content, anything else by identity. What cannot be
 * compared is not equal.
 */
final class SharedKey {
  private final @Nullable Object[] data;
  private final @Nullable Object[] objects;
  private final int hash;

  private SharedKey(@Nullable Object[] data, @Nullable Object[] objects) {
    this.data = data;
    this.objects = objects;
    int identities = 1;
    for (Object object : objects) {
      identities = 31 * identities + System.identityHashCode(object);
    }
    this.hash = 31 * identities + Arrays.deepHashCode(data);
  }

  /** The key of one element. */
  static SharedKey of(BatchStep<?, ?> step, List<?>[] columns, int element) {
    return new SharedKey(
        values(step.shared(), columns, element), values(step.sharedByIdentity(), columns, element));
  }

  private static @Nullable Object[] values(int[] arguments, List<?>[] columns, int element) {
    @Nullable Object[] values = new Object[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[arguments[i]].get(element);
    }
    return values;
  }

  /** Whether an element has the very same arguments, so that its key need not be computed. */
  boolean isSame(BatchStep<?, ?> step, List<?>[] columns, int element) {
    return isSame(data, step.shared(), columns, element)
        && isSame(objects, step.sharedByIdentity(), columns, element);
  }

  @SuppressWarnings("ReferenceEquality") // equal data has its key computed after all
  private static boolean isSame(
      @Nullable Object[] values, int[] arguments, List<?>[] columns, int element) {
    for (int i = 0; i < values.length; i++) {
      Object other = columns[arguments[i]].get(element);
      if (values[i] != other) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other == this || other instanceof SharedKey && hasSame((SharedKey) other);
  }

  @SuppressWarnings("ReferenceEquality") // that is what sharing by identity means
  private boolean hasSame(SharedKey other) {
    if (hash != other.hash || objects.length != other.objects.length) {
      return false;
    }
    for (int i = 0; i < objects.length; i++) {
      if (objects[i] != other.objects[i]) {
        return false;
      }
    }
    try {
      return Arrays.deepEquals(data, other.data);
    } catch (Throwable e) {
      return false; // whoever compares has other calls' elements in hand, which must go on
    }
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
