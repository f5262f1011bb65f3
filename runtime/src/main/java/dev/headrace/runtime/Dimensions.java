package dev.headrace.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
    visit(depth, value, v -> {
      int actual = sizeOf(v);
      if (actual != size) {
        throw new DimensionException(size, actual);
      }
    });
    return value;
  }

  /**
   * The same of a record's component.
   *
   * @param component its name and the record's, {@code Hit.vector}, for the message
   * @param size how many elements each has
   * @param depth how many arrays, lists or optionals lie around them
   * @param value an array, a list or an optional
   * @throws DimensionException if one has another size
   */
  public static void check(String component, int size, int depth, @Nullable Object value) {
    try {
      check(size, depth, value);
    } catch (DimensionException e) {
      throw new DimensionException(component, e.expected(), e.actual());
    }
  }

  /**
   * The value, after the check of all records at a depth of it.
   *
   * @param depth how many arrays, lists, maps or optionals lie around them
   * @param value a record, or what holds some
   * @param check is given each record that is not null
   * @param <T> the type of the value
   * @param <R> the record
   * @return the same value
   */
  @SuppressWarnings("unchecked") // generated code knows what lies there
  public static <T extends @Nullable Object, R> T each(int depth, T value, Consumer<R> check) {
    visit(depth, value, v -> check.accept((R) v));
    return value;
  }

  private static void visit(int depth, @Nullable Object value, Consumer<Object> check) {
    if (value == null) {
      return;
    }
    if (depth == 0) {
      check.accept(value);
    } else if (value instanceof Iterable<?> list) {
      list.forEach(v -> visit(depth - 1, v, check));
    } else if (value instanceof Object[] array) {
      for (Object v : array) {
        visit(depth - 1, v, check);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(v -> visit(depth - 1, v, check));
    } else if (value instanceof Optional<?> optional) {
      visit(depth - 1, optional.orElse(null), check);
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
