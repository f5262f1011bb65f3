package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A range of the elements of a batch. */
@CheckReturnValue
record BatchArguments(String node, List<List<?>> columns, int from, int to) implements Batch {
  @Override
  public int size() {
    return to - from;
  }

  @Override
  @SuppressWarnings("unchecked") // generated code knows the type
  public <A extends @Nullable Object> List<A> column(int argument) {
    return (List<A>) Collections.unmodifiableList(columns.get(argument).subList(from, to));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A extends @Nullable Object> A shared(int argument) {
    return (A) columns.get(argument).get(from);
  }

  @Override
  public <A extends @Nullable Object> A only(int argument) {
    if (size() != 1) {
      throw new IllegalStateException(node + ": a batch of " + size() + " is not a single element");
    }
    return shared(argument);
  }
}
