package dev.headrace.runtime.internal;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A column of fixed size whose places are null until they are set.
 *
 * <p>Not synchronized: threads write different places, and whoever reads them has waited for the writers.
 */
public final class Slots<A extends @Nullable Object> extends AbstractList<A>
    implements RandomAccess {
  private final @Nullable Object[] values;

  public Slots(int size) {
    this.values = new Object[size];
  }

  /** A column of nulls. */
  public static <A extends @Nullable Object> List<A> column(int size) {
    return size == 1 ? new Slot<>() : new Slots<>(size);
  }

  /** An unmodifiable copy of a part of any list, which may hold nulls. */
  public static <A extends @Nullable Object> List<A> copy(
      List<? extends A> list, int from, int to) {
    if (from == to) {
      return Collections.emptyList();
    }
    Slots<A> copy = new Slots<>(to - from);
    if (list instanceof Slots) {
      System.arraycopy(((Slots<?>) list).values, from, copy.values, 0, to - from);
    } else {
      for (int i = from; i < to; i++) {
        copy.values[i - from] = list.get(i);
      }
    }
    return Collections.unmodifiableList(copy);
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // only A goes in, and null where nothing has
  public A get(int index) {
    return (A) values[index];
  }

  @Override
  public A set(int index, A value) {
    A before = get(index);
    values[index] = value;
    return before;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  @SuppressWarnings("NullAway") // the elements of A may be null
  public @Nullable Object[] toArray() {
    return Arrays.copyOf(values, values.length, Object[].class);
  }
}
