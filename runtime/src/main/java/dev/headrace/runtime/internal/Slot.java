package dev.headrace.runtime.internal;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A column of one place, which most online calls have; see {@link Slots}. */
final class Slot<A extends @Nullable Object> extends AbstractList<A> implements RandomAccess {
  private @Nullable A value;

  @Override
  @SuppressWarnings("NullAway") // null where nothing was set
  public A get(int index) {
    Objects.checkIndex(index, 1);
    return value;
  }

  @Override
  @SuppressWarnings("NullAway")
  public A set(int index, A changed) {
    Objects.checkIndex(index, 1);
    A before = value;
    value = changed;
    return before;
  }

  @Override
  public int size() {
    return 1;
  }
}
