package dev.headrace.bulk;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.bulk.internal.Disk;
import dev.headrace.bulk.internal.Json;
import java.nio.file.Path;

/**
 * Files of JSON lines: UTF-8, one JSON value per line. Records are objects with their components' names; lists and
 * arrays are arrays, {@code byte[]} is Base64, times are ISO 8601, enums and UUIDs are strings, an empty {@code Optional}
 * is null, NaN and the infinities are strings.
 *
 * <p>Reading ignores properties that the record does not have and blank lines. A line that does not fit the type, also
 * one that lacks a primitive, or has a fraction where a whole number belongs, an empty string where no text does, a number
 * where an enum or a time does, or one that its type cannot hold, is a failed row.
 */
@CheckReturnValue
public final class JsonLines {
  private JsonLines() {}

  /**
   * Reads a file, which is not compressed.
   *
   * @param file the file
   * @param type what each line holds
   * @param <A> the same
   */
  public static <A> Source<A> from(Path file, Class<A> type) {
    return source(file, Json.MAPPER.constructType(type));
  }

  /**
   * Reads a file whose lines are of a generic type.
   *
   * @param file the file
   * @param type what each line holds, as {@code new TypeReference<List<String>>() {}}
   * @param <A> the same
   */
  public static <A> Source<A> from(Path file, TypeReference<A> type) {
    return source(file, Json.MAPPER.constructType(type));
  }

  private static <A> Source<A> source(Path file, JavaType type) {
    return new JsonLinesSource<>(file, type);
  }

  /**
   * Writes a file, in a directory that is made if need be. While the run lasts it is named {@code <file>.part}; it gets its own
   * name when it is complete.
   *
   * @param file the file, which must not be there
   * @param <T> the type of the rows
   */
  public static <T> Sink<T> to(Path file) {
    return new JsonLinesSink<>(file, Disk.REAL);
  }
}
