package dev.headrace.parquet;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.bulk.Sink;
import dev.headrace.bulk.Source;
import dev.headrace.bulk.internal.Disk;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Parquet files. The columns are the components of a record, by name, unless an annotation of Jackson's gives another; other types
 * are one column named {@code value}.
 *
 * <p>Columns have the types that Headrace's Daft programs give them: lists and arrays are lists, {@code byte[]} is
 * binary, an {@code Instant} is a timestamp in nanoseconds (UTC), a {@code LocalDate} is a date, a {@code Duration} is a
 * number of nanoseconds, enums and UUIDs are strings, an empty {@code Optional} is null.
 *
 * <p>Reading takes what others write for what it says: decimals, unsigned numbers, half floats, UUIDs, times in any unit. It
 * ignores columns that the record does not have. A row that does not fit the type, also one with a null where a primitive
 * belongs, a number where a time does, or one that its type cannot hold, is a failed row. So is one whose column cannot hold
 * it when it is written.
 */
@CheckReturnValue
public final class Parquet {
  private Parquet() {}

  /**
   * Reads a file, or the {@code .parquet} files of a directory in the order of their names, without hidden ones.
   *
   * @param path the file or directory
   * @param type what each row holds
   * @param <A> the same
   */
  public static <A> Source<A> from(Path path, Class<A> type) {
    return new ParquetSource<>(path, Values.MAPPER.constructType(type));
  }

  /**
   * Reads files whose rows are of a generic type.
   *
   * @param path the file or directory
   * @param type what each row holds, as {@code new TypeReference<List<String>>() {}}
   * @param <A> the same
   */
  public static <A> Source<A> from(Path path, TypeReference<A> type) {
    return new ParquetSource<>(path, Values.MAPPER.constructType(type));
  }

  /**
   * Writes a directory of files, one for each checkpoint, so that few checkpoints make large files. While the run lasts
   * the directory is named {@code <directory>.part}; it gets its own name when it is complete.
   *
   * @param directory the directory, which must not be there
   * @param type the type of the rows
   * @param <T> the same
   * @throws IllegalArgumentException if Parquet has no columns for the type
   */
  public static <T extends @Nullable Object> Sink<T> to(Path directory, Class<T> type) {
    return sink(directory, Values.MAPPER.constructType(type), Disk.REAL);
  }

  /**
   * Writes rows of a generic type.
   *
   * @param directory the directory, which must not be there
   * @param type the type of the rows, as {@code new TypeReference<List<Hit>>() {}}
   * @param <T> the same
   * @throws IllegalArgumentException if Parquet has no columns for the type
   */
  public static <T extends @Nullable Object> Sink<T> to(Path directory, TypeReference<T> type) {
    return sink(directory, Values.MAPPER.constructType(type), Disk.REAL);
  }

  static <T extends @Nullable Object> Sink<T> sink(Path directory, JavaType type, Disk disk) {
    return new ParquetSink<>(directory, Schema.of(type), !type.isRecordType(), disk);
  }
}
