package dev.headrace.runtime.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values in the text of a failure: short, and with what Java's own form of arrays leaves out. */
public final class Shown {
  /** How long the text of an element may be. */
  public static final int LONGEST = 200;

  private static final int MANY = 20;
  private static final int BYTES = 8;

  /** How arrays show within a record's own text. */
  private static final Pattern ARRAYS =
      Pattern.compile("\\[+(?:[ZBCSIJFD]|L[\\w.$]+;)@[0-9a-f]{1,8}\\b");

  private Shown() {}

  /** The value as a person would name it; never fails. */
  public static String value(@Nullable Object value) {
    try {
      return text(value);
    } catch (Throwable e) { // a user's toString must not hide the failure it describes
      return "?";
    }
  }

  /** What a failure says of itself; null if that is nothing, or cannot be had. Never fails. */
  public static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (Throwable e) {
      return null;
    }
  }

  /** A failure in a phrase: its class, and what it says of itself. Never fails. */
  public static String failure(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    String message = message(failure);
    return message == null ? name : name + ": " + message;
  }

  /** The text, cut to a length that can be read. */
  public static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = LONGEST - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + "\u2026";
  }

  /** The text with a question mark for half of a surrogate pair, which has no UTF-8 form. */
  public static String encodable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length
          + (bytes.length == 1 ? " byte" : " bytes")
          + (bytes.length == 0 ? "" : ": " + hex(bytes));
    }
    if (value != null && value.getClass().isArray()) {
      int length = Array.getLength(value);
      return length > MANY
          ? length + " elements"
          : IntStream.range(0, length)
              .mapToObj(i -> text(Array.get(value, i)))
              .collect(joining(", ", "[", "]"));
    }
    if (value instanceof Collection<?> collection && collection.size() > MANY) {
      return collection.size() + " elements";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Shown::text).collect(joining(", ", "[", "]"));
    }
    String text = String.valueOf(value);
    return text.indexOf('@') < 0 ? text : ARRAYS.matcher(text).replaceAll("[\u2026]");
  }

  private static String hex(byte[] bytes) {
    HexFormat format = HexFormat.ofDelimiter(" ");
    return bytes.length <= BYTES
        ? format.formatHex(bytes)
        : format.formatHex(bytes, 0, BYTES) + " \u2026";
  }
}
