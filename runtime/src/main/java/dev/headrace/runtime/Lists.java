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

  /**
   * An {@code Optional} that is not null.
   *
   * @param optional the {@code Optional}; null is an empty one
   */
  @SuppressWarnings({"OptionalAssignedToNull", "NullableOptional"}) // that is what it is for
  public static <A> Optional<A> orEmpty(@Nullable Optional<A> optional) {
    return optional == null ? Optional.empty() : optional;
  }

  /**
   * The element of a list of at most one; empty where there is none, or it is null.
   *
   * @param list the list, or null
   */
  public static <A> Optional<A> only(@Nullable List<? extends @Nullable A> list) {
    return list == null || list.isEmpty() ? Optional.empty() : Optional.ofNullable(list.get(0));
  }

  /**
   * The elements of nested lists, in order, in one list. Lists that are null or empty on the way add nothing; null for null.
   *
   * @param nested lists of lists
   * @param levels how many lists lie around an element; 1 for a list of elements
   */
  public static <A extends @Nullable Object> @Nullable List<A> flat(
      @Nullable List<?> nested, int levels) {
    if (nested == null) {
      return null;
    }
    List<A> flat = new ArrayList<>();
    flatten(nested, levels, flat);
    return flat;
  }

  @SuppressWarnings("unchecked") // the processor has checked the element type
  private static <A extends @Nullable Object> void flatten(
      List<?> nested, int levels, List<A> into) {
    for (Object inner : nested) {
      if (levels == 1) {
        into.add((A) inner);
      } else if (inner != null) {
        flatten((List<?>) inner, levels - 1, into);
      }
    }
  }

  /**
   * Requires that two lists of one call have the same size.
   *
   * @param name the name of the first
   * @param list what has elements, or null
   * @param other the name of the second
   * @param otherList what has elements, or null
   * @throws NodeException if not, with both names and sizes
   */
  public static void lockstep(
      String name, @Nullable Object list, String other, @Nullable Object otherList) {
    String difference = difference(name, size(view(list)), other, size(view(otherList)), 0);
    if (difference != null) {
      throw new NodeException(name, 0, difference);
    }
  }

  /** The size of a list; -1 for null. */
  static int size(@Nullable List<?> list) {
    return list == null ? -1 : list.size();
  }

  /** What to say of two lists that should have the same size, and don't; null when they do. The size of a null list is -1. */
  static @Nullable String difference(String name, int size, String other, int otherSize, int row) {
    return Math.max(size, 0) == Math.max(otherSize, 0)
        ? null
        : name + " and " + other + " go in lockstep, but " + name + sized(size) + " and " + other
            + sized(otherSize) + " on row " + row;
  }

  private static String sized(int size) {
    return size < 0 ? " is null" : " has " + size;
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
