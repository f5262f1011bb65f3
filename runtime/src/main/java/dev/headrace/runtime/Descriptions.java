package dev.headrace.runtime;

import java.util.Collection;
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
  private static final int LONGEST = 200;
  private static final int MANY = 20;

  /** The element's own values, then those it lies in; null if nothing is known of it. */
  static @Nullable String of(@Nullable Descriptions last, Axis axis, int element) {
    StringBuilder text = new StringBuilder();
    for (Axis around = axis; around != null; around = around.parent()) {
      add(last, around, axis.indexIn(around, element), text);
    }
    if (text.length() == 0) {
      return null;
    }
    return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST - 1) + "\u2026";
  }

  private static void add(@Nullable Descriptions last, Axis axis, int index, StringBuilder text) {
    if (last == null) {
      return;
    }
    add(last.before, axis, index, text);
    if (last.axis == axis && text.length() < LONGEST) {
      text.append(text.length() == 0 ? "" : ", ").append(last.name).append(" = ");
      text.append(value(last.column, index));
    }
  }

  private static String value(List<?> column, int index) {
    try {
      Object value = column.get(index);
      if (value instanceof Collection && ((Collection<?>) value).size() > MANY) {
        return ((Collection<?>) value).size() + " elements";
      }
      return String.valueOf(value);
    } catch (Throwable e) { // a user's toString must not hide the failure it describes
      return "?";
    }
  }
}
