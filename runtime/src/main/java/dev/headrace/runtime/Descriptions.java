package dev.headrace.runtime;

import dev.headrace.runtime.internal.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names the elements of a chunk for people: {@code query = Query[id=7, text=...]}.
 *
 * @param name the name of a column
 * @param axis its axis
 * @param column the column
 * @param before what was described before it
 */
record Descriptions(
    String name, Axis axis, List<?> column, @Nullable Descriptions before) {
  /** The element's own values, then those it lies in; null if nothing is known of it. */
  static @Nullable String of(@Nullable Descriptions last, Axis axis, int element) {
    StringBuilder text = new StringBuilder();
    for (Axis around = axis; around != null; around = around.parent()) {
      add(last, around, axis.indexIn(around, element), text);
    }
    return text.length() == 0 ? null : Shown.cut(text.toString());
  }

  private static void add(@Nullable Descriptions last, Axis axis, int index, StringBuilder text) {
    if (last == null) {
      return;
    }
    add(last.before, axis, index, text);
    if (last.axis == axis && text.length() < Shown.LONGEST) {
      text.append(text.length() == 0 ? "" : ", ").append(last.name).append(" = ");
      text.append(value(last.column, index));
    }
  }

  private static String value(List<?> column, int index) {
    try {
      return Shown.value(column.get(index));
    } catch (Throwable e) { // a view may compute what it shows
      return "?";
    }
  }
}
