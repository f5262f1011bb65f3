package dev.headrace.runtime.internal;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A read-only list over anything that has elements by position: an array, a repeated value, another list. Each element
 * is read anew each time.
 */
public final class View<A extends @Nullable Object> extends AbstractList<A>
    implements RandomAccess {
  private final int size;
  private final IntFunction<? extends A> at;

  public View(int size, IntFunction<? extends A> at) {
    this.size = size;
    this.at = at;
  }

  @Override
  public A get(int index) {
    return at.apply(Objects.checkIndex(index, size));
  }

  @Override
  public int size() {
    return size;
  }
}
