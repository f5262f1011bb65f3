package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A range of the elements of a batch. */
@CheckReturnValue
final class BatchArguments implements Batch {
  private final String node;
  private final List<?>[] columns;
  private final int from;
  private final int to;

  BatchArguments(String node, List<?>[] columns, int from, int to) {
    this.node = node;
    this.columns = columns;
    this.from = from;
    this.to = to;
  }

  @Override
  public int size() {
    return to - from;
  }

  @Override
  @SuppressWarnings("unchecked") // generated code knows the type
  public <A extends @Nullable Object> List<A> column(int argument) {
    List<?> all = columns[argument];
    return (List<A>)
        Collections.unmodifiableList(size() == all.size() ? all : all.subList(from, to));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A extends @Nullable Object> A shared(int argument) {
    return (A) columns[argument].get(from);
  }

  @Override
  public <A extends @Nullable Object> A only(int argument) {
    if (size() != 1) {
      throw new IllegalStateException(node + ": a batch of " + size() + " is not a single element");
    }
    return shared(argument);
  }
}
