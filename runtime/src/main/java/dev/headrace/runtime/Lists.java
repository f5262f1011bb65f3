package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.runtime.internal.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arrays, Optionals and single values as read-only lists. Nothing is copied: a later change of the array shows. A null
 * array is a null list.
 */
@CheckReturnValue
public final class Lists {
  private Lists() {}

  /**
   * A view of an array of objects.
   *
   * @param array the array, or null
   */
  public static <A extends @Nullable Object> @Nullable List<A> of(A @Nullable [] array) {
    return array == null ? null : Collections.unmodifiableList(Arrays.asList(array));
  }

  /**
   * A view of an array.
   *
   * @param array the array, or null
   */
  public static @Nullable List<Boolean> of(boolean @Nullable [] array) {
    return array == null ? null : new View<>(array.length, i -> array[i]);
  }

  /**
   * A view of an array.
   *
   * @param array the array, or null
   */
  public static @Nullable List<Byte> of(byte @Nullable [] array) {
    return array == null ? null : new View<>(array.length, i -> array[i]);
  }

  /**
   * A view of an array.
   *
   * @param array the array, or null
   */
  public static @Nullable List<Short> of(short @Nullable [] array) {
    return array == null ? null : new View<>(array.length, i -> array[i]);
  }

  /**
   * A view of an array.
   *
   * @param array the array, or null
   */
  public static @Nullable List<Character> of(char @Nullable [] array) {
    return array == null ? null : new View<>(array.length, i -> array[i]);
  }

  /**
   * A view of an array.
   *
   * @param array the array, or null
   */
  public static @Nullable List<Integer> of(int @Nullable [] array) {
    return array == null ? null : new View<>(array.length, i -> array[i]);
  }

  /**
   * A view of an array.
   *
   * @param array the array, or null
   */
  public static @Nullable List<Long> of(long @Nullable [] array) {
    return array == null ? null : new View<>(array.length, i -> array[i]);
  }

  /**
   * A view of an array.
   *
   * @param array the array, or null
   */
  public static @Nullable List<Float> of(float @Nullable [] array) {
    return array == null ? null : new View<>(array.length, i -> array[i]);
  }

  /**
   * A view of an array.
   *
   * @param array the array, or null
   */
  public static @Nullable List<Double> of(double @Nullable [] array) {
    return array == null ? null : new View<>(array.length, i -> array[i]);
  }

  /**
   * A column that repeats one value.
   *
   * @param value the value, or null
   * @param size how often
   */
  public static <A extends @Nullable Object> List<A> constant(A value, int size) {
    return Collections.nCopies(size, value);
  }

  /**
   * Whatever has elements, as a list.
   *
   * @param container a collection, an {@code Optional}, an array of any type, or null
   * @return its elements in order; null for null
   * @throws IllegalArgumentException for anything else
   */
  @SuppressWarnings("unchecked") // the processor has checked the element type
  public static <A extends @Nullable Object> @Nullable List<A> view(@Nullable Object container) {
    return (List<A>) elements(container);
  }

  private static @Nullable List<?> elements(@Nullable Object container) {
    if (container == null || container instanceof List) {
      return (List<?>) container;
    } else if (container instanceof Optional) {
      return ((Optional<?>) container).map(List::of).orElse(List.of());
    } else if (container instanceof Collection) {
      return new ArrayList<>((Collection<?>) container);
    } else if (container instanceof Object[]) {
      return of((Object[]) container);
    }
    return primitives(container);
  }

  private static @Nullable List<?> primitives(Object container) {
    if (container instanceof float[]) {
      return of((float[]) container);
    } else if (container instanceof int[]) {
      return of((int[]) container);
    } else if (container instanceof long[]) {
      return of((long[]) container);
    } else if (container instanceof double[]) {
      return of((double[]) container);
    } else if (container instanceof byte[]) {
      return of((byte[]) container);
    } else if (container instanceof boolean[]) {
      return of((boolean[]) container);
    } else if (container instanceof short[]) {
      return of((short[]) container);
    } else if (container instanceof char[]) {
      return of((char[]) container);
    }
    throw new IllegalArgumentException("a " + container.getClass().getName() + " has no elements");
  }
}
