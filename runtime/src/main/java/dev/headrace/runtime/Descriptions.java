package dev.headrace.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the elements of a chunk for people: {@code query = Query[id=7, text=...]}. */
final class Descriptions {
  private static final int LONGEST = 200;
  private static final int MANY = 20;

  private final List<Described> columns = new ArrayList<>(2);

  private record Described(String name, Axis axis, List<?> column) {}

  void add(String name, Axis axis, List<?> column) {
    columns.add(new Described(name, axis, column));
  }

  /** The element's own values, then those it lies in; null if nothing is known of it. */
  @Nullable
  String of(Axis axis, int element) {
    StringBuilder text = new StringBuilder();
    for (Axis around = axis; around != null; around = around.parent()) {
      for (Described described : columns) {
        if (described.axis == around && text.length() < LONGEST) {
          text.append(text.length() == 0 ? "" : ", ").append(described.name).append(" = ");
          text.append(value(described.column, axis.indexIn(around, element)));
        }
      }
    }
    if (text.length() == 0) {
      return null;
    }
    return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST - 1) + "\u2026";
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
