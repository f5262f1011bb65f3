package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A range of the elements of a batch; without copying where they come from one task. */
@CheckReturnValue
record BatchArguments(String node, List<List<?>> columns, int from, int to) implements Batch {
  /** The elements of several parts, end to end. */
  static List<List<?>> join(List<List<?>[]> parts) {
    List<List<?>> columns = new ArrayList<>();
    for (int c = 0; c < parts.get(0).length; c++) {
      if (parts.size() == 1) {
        columns.add(parts.get(0)[c]);
        continue;
      }
      List<@Nullable Object> column = new ArrayList<>(parts.size());
      for (List<?>[] part : parts) {
        if (part[c].size() == 1) { // calls of one row, the many: nothing to copy
          column.add(part[c].get(0));
        } else {
          column.addAll(part[c]);
        }
      }
      columns.add(column);
    }
    return columns;
  }

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
