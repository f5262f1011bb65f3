package dev.headrace.runtime;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what {@code @Dim} promises; generated code calls this around steps. */
public final class Dimensions {
  private Dimensions() {}

  /**
   * The value, if all arrays or lists at a depth of it have the size; what is null on the way has none.
   *
   * @param size how many elements each has
   * @param depth how many arrays, lists or optionals lie around them
   * @param value an array, a list or an optional
   * @param <T> its type
   * @return the same value
   * @throws DimensionException if one has another size
   */
  public static <T extends @Nullable Object> T check(int size, int depth, T value) {
    visit(size, depth, value);
    return value;
  }

  private static void visit(int size, int depth, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (depth == 0) {
      int actual = sizeOf(value);
      if (actual != size) {
        throw new DimensionException(size, actual);
      }
    } else if (value instanceof Iterable<?> list) {
      list.forEach(v -> visit(size, depth - 1, v));
    } else if (value instanceof Object[] array) {
      for (Object v : array) {
        visit(size, depth - 1, v);
      }
    } else if (value instanceof Optional<?> optional) {
      visit(size, depth - 1, optional.orElse(null));
    }
  }

  /** How many elements a list or an array of numbers has. */
  private static int sizeOf(Object value) {
    if (value instanceof float[] a) {
      return a.length;
    }
    if (value instanceof double[] a) {
      return a.length;
    }
    if (value instanceof int[] a) {
      return a.length;
    }
    if (value instanceof long[] a) {
      return a.length;
    }
    if (value instanceof short[] a) {
      return a.length;
    }
    return value instanceof Object[] a ? a.length : ((List<?>) value).size();
  }
}
