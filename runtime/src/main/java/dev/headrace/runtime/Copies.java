package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies of configurations, which must be what they were when a resource was configured with them. */
@CheckReturnValue
public final class Copies {
  private Copies() {}

  /**
   * An equal value of which nobody else can change the lists, sets, maps and arrays; they are copied at every depth and
   * cannot be changed themselves, except arrays. Everything else is the same object.
   *
   * @param value a {@code List}, {@code Set}, {@code Map}, {@code Collection}, an array, or anything that is none of these
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // a list of a list, and so on; null of null
  public static <T extends @Nullable Object> T of(T value) {
    return (T) copy(value, /* comparable= */ false);
  }

  /** A copy that is equal to others of the same content, also where there are arrays. */
  static @Nullable Object comparable(@Nullable Object value) {
    return copy(value, /* comparable= */ true);
  }

  private static @Nullable Object copy(@Nullable Object value, boolean comparable) {
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(copy(k, comparable), copy(v, comparable)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Set<?> set) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(elements(set, comparable)));
    }
    if (value instanceof Collection<?> some) {
      return Collections.unmodifiableList(elements(some, comparable));
    }
    return value != null && value.getClass().isArray() ? array(value, comparable) : value;
  }

  private static List<@Nullable Object> elements(Collection<?> some, boolean comparable) {
    List<@Nullable Object> copies = new ArrayList<>(some.size());
    some.forEach(element -> copies.add(copy(element, comparable)));
    return copies;
  }

  private static Object array(Object array, boolean comparable) {
    if (comparable) {
      return new Content(array);
    }
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    if (copy instanceof Object[]) {
      @Nullable Object[] references = (@Nullable Object[]) copy;
      Arrays.setAll(references, i -> copy(references[i], /* comparable= */ false));
    }
    return copy;
  }

  /** An array, equal to others of the same content. */
  private record Content(Object array) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Content content
          && Arrays.deepEquals(new Object[] {array}, new Object[] {content.array});
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(new Object[] {array});
    }
  }
}
