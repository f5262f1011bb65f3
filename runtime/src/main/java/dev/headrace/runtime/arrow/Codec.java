package dev.headrace.runtime.arrow;

import dev.headrace.runtime.DimensionException;
import dev.headrace.runtime.Dimensions;
import dev.headrace.runtime.internal.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How values of one Java type lie in an Arrow column: reads and writes them. Codecs are immutable, thread-safe and
 * composed.
 *
 * <p>Every type has exactly one column type: strings are {@code large_string}, lists and arrays {@code large_list},
 * bytes {@code large_binary}, {@code char} is {@code uint16}. Columns of other types must be converted before they are
 * read. A null in a column is a Java null, in either direction, unless a codec says otherwise. Lists and maps that were
 * read can't be changed and may hold nulls.
 *
 * @param <T> the Java type
 */
@SuppressWarnings("ClassInitializationDeadlock") // nothing but this class names its subclasses
public abstract class Codec<T> {
  private static final int UUID_LENGTH = 36;

  /** {@code bool}. */
  public static final Codec<Boolean> BOOLEAN = new BooleanCodec();

  /** {@code int8}. */
  public static final Codec<Byte> BYTE =
      new FixedCodec<>("int8", 1, (b, i) -> b.get(i), Segments::putByte);

  /** {@code int16}. */
  public static final Codec<Short> SHORT =
      new FixedCodec<>("int16", 2, (b, i) -> b.getShort(i), Segments::putShort);

  /** {@code int32}. */
  public static final Codec<Integer> INT =
      new FixedCodec<>("int32", 4, (b, i) -> b.getInt(i), Segments::putInt);

  /** {@code int64}. */
  public static final Codec<Long> LONG =
      new FixedCodec<>("int64", 8, (b, i) -> b.getLong(i), Segments::putLong);

  /** {@code float32}; every bit pattern comes back as it was. */
  public static final Codec<Float> FLOAT = new FixedCodec<>(
      "float32", 4, (b, i) -> b.getFloat(i), (out, x) -> out.putInt(Float.floatToRawIntBits(x)));

  /** {@code float64}; every bit pattern comes back as it was. */
  public static final Codec<Double> DOUBLE = new FixedCodec<>(
      "float64",
      8,
      (b, i) -> b.getDouble(i),
      (out, x) -> out.putLong(Double.doubleToRawLongBits(x)));

  /** {@code uint16}: one UTF-16 unit. */
  public static final Codec<Character> CHAR = new FixedCodec<>(
      "uint16", 2, (b, i) -> b.getChar(i), (out, x) -> out.putShort((short) (char) x));

  /** {@code large_string}. */
  public static final Codec<String> STRING = new StringCodec();

  /** {@code large_binary}. */
  public static final Codec<byte[]> BYTES = new BytesCodec();

  /** {@code large_list<float32>}, copied in bulk. */
  public static final Codec<float[]> FLOATS = PrimitiveArrayCodec.FLOATS;

  /** {@code large_list<float64>}, copied in bulk. */
  public static final Codec<double[]> DOUBLES = PrimitiveArrayCodec.DOUBLES;

  /** {@code large_list<int32>}, copied in bulk. */
  public static final Codec<int[]> INTS = PrimitiveArrayCodec.INTS;

  /** {@code large_list<int64>}, copied in bulk. */
  public static final Codec<long[]> LONGS = PrimitiveArrayCodec.LONGS;

  /** {@code large_list<int16>}, copied in bulk. */
  public static final Codec<short[]> SHORTS = PrimitiveArrayCodec.SHORTS;

  /** {@code large_list<uint16>}, copied in bulk. */
  public static final Codec<char[]> CHARS = PrimitiveArrayCodec.CHARS;

  /** {@code large_list<bool>}. */
  public static final Codec<boolean[]> BOOLEANS = new BooleansCodec();

  /** {@code timestamp[ns, UTC]}: years 1677 to 2262; an instant beyond is an {@link ArrowException}. */
  public static final Codec<Instant> INSTANT =
      mapped(LONG, nanos -> Instant.ofEpochSecond(0, nanos), instant -> Times.nanos(instant));

  /** {@code date32}. */
  public static final Codec<LocalDate> LOCAL_DATE =
      mapped(INT, days -> LocalDate.ofEpochDay(days), date -> Times.days(date));

  /** {@code duration[ns]}: up to 292 years; one beyond is an {@link ArrowException}. */
  public static final Codec<Duration> DURATION =
      mapped(LONG, Duration::ofNanos, duration -> Times.nanos(duration));

  /** {@code large_string}, in the usual form with dashes. */
  public static final Codec<UUID> UUID = mapped(STRING, Codec::uuid, id -> id.toString());

  Codec() {}

  /** Reads a column of this codec's type. */
  abstract Reader<T> reader(Column column);

  /** A fresh column to write. */
  abstract Writer<T> writer();

  private static UUID uuid(String text) {
    try {
      if (text.length() == UUID_LENGTH) { // Java takes shorter ones too, and makes others of them
        return java.util.UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      // as below
    }
    throw new ArrowException(
        "'" + Shown.cut(text) + "' is no UUID such as 123e4567-e89b-12d3-a456-426614174000");
  }

  /**
   * Lists as {@code large_list}.
   *
   * @param element the codec of the elements
   * @param <T> the type of the elements
   * @return a codec of lists
   */
  public static <T> Codec<List<T>> list(Codec<T> element) {
    return new ListCodec<>(
        element, values -> Collections.unmodifiableList(Codec.<T>typed(values)), list -> list);
  }

  /**
   * Arrays of objects as {@code large_list}; for primitive ones see {@link #FLOATS} and its like.
   *
   * @param element the codec of the elements
   * @param newArray makes an array of a length, {@code String[]::new}
   * @param <T> the type of the elements
   * @return a codec of arrays
   */
  public static <T> Codec<T[]> array(Codec<T> element, IntFunction<T[]> newArray) {
    return new ListCodec<>(
        element, values -> Codec.<T>typed(values).toArray(newArray.apply(0)), Arrays::asList);
  }

  /**
   * Lists or arrays that all have one size. They lie in the column as any others; what Python makes of it is a fixed-size
   * list.
   *
   * @param codec the codec of lists or arrays of numbers
   * @param size how many elements each has; another number is an {@link ArrowException}, in either direction
   * @param <T> the list or array
   * @return a codec of the same
   */
  public static <T> Codec<T> sized(Codec<T> codec, int size) {
    return mapped(codec, v -> checked(size, v), v -> checked(size, v));
  }

  private static <T> T checked(int size, T value) {
    try {
      return Dimensions.check(size, 0, value);
    } catch (DimensionException e) {
      throw new ArrowException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Maps as {@code large_list<struct<key: large_string, value>>}, in the map's own order, and read in the order of the
   * column. A null or repeated key is an {@link ArrowException}.
   *
   * @param value the codec of the values
   * @param <T> the type of the values
   * @return a codec of maps
   */
  public static <T> Codec<Map<String, T>> map(Codec<T> value) {
    return MapCodec.of(value);
  }

  /**
   * Enum constants as {@code large_string}, by name. An unknown name is an {@link ArrowException} that lists the known
   * ones.
   *
   * @param type the enum
   * @param <E> the enum
   * @return a codec of its constants
   */
  public static <E extends Enum<E>> Codec<E> enumeration(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return mapped(
        STRING,
        name -> {
          for (E constant : constants) {
            if (constant.name().equals(name)) {
              return constant;
            }
          }
          throw new ArrowException("'" + Shown.cut(name) + "' is not a constant of "
              + type.getSimpleName() + " " + Arrays.toString(constants));
        },
        Enum::name);
  }

  /**
   * Optionals: null in the column is {@link Optional#empty()} in Java. A Java null is written as null too.
   *
   * @param value the codec of what may be there
   * @param <T> the type of what may be there
   * @return a codec of optionals
   */
  public static <T> Codec<Optional<T>> optional(Codec<T> value) {
    return new OptionalCodec<>(value);
  }

  /**
   * Records as {@code struct}, with their fields in the order given.
   *
   * @param name the record's name, for messages
   * @param construct makes a record of its fields' values
   * @param fields the fields
   * @param <T> the record
   * @return a codec of records
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Codec<T> struct(
      String name, Function<@Nullable Object[], T> construct, Field<T, ?>... fields) {
    return new StructCodec<>(name, construct, List.of(fields));
  }

  /**
   * A field of {@link #struct}.
   *
   * @param name its name, for messages
   * @param codec its values' codec
   * @param get reads it from the record, {@code Passage::id}
   * @param <T> the record
   * @param <F> the type of its values
   * @return a field, which may be null
   */
  public static <T, F> Field<T, F> field(
      String name, Codec<F> codec, Function<T, @Nullable F> get) {
    return new Field<>(name, codec, get, false);
  }

  /**
   * A codec of values that stand for others, as dates do for days.
   *
   * @param codec the codec of the others
   * @param read from the column's value to Java's, never given null
   * @param write from Java's value to the column's, never given null
   * @param <S> the type in the column
   * @param <T> the type in Java
   * @return a codec; what its functions throw becomes an {@link ArrowException}
   */
  public static <S, T> Codec<T> mapped(Codec<S> codec, Function<S, T> read, Function<T, S> write) {
    return new MappedCodec<>(codec, read, write);
  }

  /**
   * Reads a whole column.
   *
   * @param column of exactly this codec's type
   * @return its values, one per row; can't be changed, may hold nulls
   */
  public final List<T> read(Column column) {
    return read(column, (e, row) -> {
      throw new ArrowException("row " + row + ": " + e.getMessage(), e);
    });
  }

  /**
   * Reads a whole column, of which some rows may hold what the type can't.
   *
   * @param column of exactly this codec's type
   * @param unreadable is told of each such row, and may throw
   * @return its values, one per row, null for one that is unreadable; can't be changed, may hold nulls
   */
  public final List<T> read(Column column, ObjIntConsumer<ArrowException> unreadable) {
    Reader<T> reader = reader(column);
    @Nullable Object[] values = new Object[column.length()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = reader.get(i);
      } catch (ArrowException e) {
        unreadable.accept(e, i);
      }
    }
    return Collections.unmodifiableList(Codec.<T>typed(values));
  }

  /**
   * Writes a whole column.
   *
   * @param values one per row; arrays among them may be read until the result is copied
   * @return the column's buffers
   */
  public final ArrowResult write(List<? extends @Nullable T> values) {
    Writer<T> writer = writer();
    int row = 0;
    for (T value : values) {
      try {
        writer.put(value);
      } catch (ArrowException e) {
        throw new ArrowException("row " + row + ": " + e.getMessage(), e);
      }
      row++;
    }
    return new ArrowResult(writer);
  }

  /**
   * Writes a column of one row.
   *
   * @param value the row, which may be null
   * @return the column's buffers
   */
  public final ArrowResult one(@Nullable T value) {
    Writer<T> writer = writer();
    writer.put(value);
    return new ArrowResult(writer);
  }

  /** Values that a {@code Reader<T>} gave, as what they are. */
  @SuppressWarnings("unchecked")
  static <T> List<T> typed(@Nullable Object[] values) {
    return (List<T>) Arrays.asList(values);
  }

  /**
   * A field of a record.
   *
   * @param <T> the record
   * @param <F> the type of its values
   */
  public static final class Field<T, F> {
    final String name;
    final Codec<F> codec;
    final Function<T, @Nullable F> get;
    final boolean required;

    private Field(String name, Codec<F> codec, Function<T, @Nullable F> get, boolean required) {
      this.name = name;
      this.codec = codec;
      this.get = get;
      this.required = required;
    }

    /**
     * The same field where null has no place, as in a primitive: null is an {@link ArrowException} with the names of
     * record and field.
     *
     * @return a field
     */
    public Field<T, F> required() {
      return new Field<>(name, codec, get, true);
    }
  }
}
