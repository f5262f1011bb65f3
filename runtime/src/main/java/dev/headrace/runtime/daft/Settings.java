package dev.headrace.runtime.daft;

import dev.headrace.runtime.ConfigurationException;
import dev.headrace.runtime.arrow.Codec;
import dev.headrace.runtime.arrow.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a program is opened with: resource configurations, bound values and bound columns, by name. Borrowed: read them
 * while {@link DaftProgram#open} runs.
 */
public final class Settings {
  private final Map<String, long[]> columns = new LinkedHashMap<>();
  private final Map<String, Integer> instances = new LinkedHashMap<>();

  /** Settings without any. Python adds them. */
  public Settings() {}

  /**
   * Adds a column.
   *
   * @param name of the setting
   * @param addresses of its {@code struct ArrowArray}s, in order: a long column may come in several
   * @return this
   */
  public Settings column(String name, long[] addresses) {
    columns.put(name, addresses);
    return this;
  }

  /**
   * Says how many instances of a resource this process may hold.
   *
   * @param resource its name
   * @param limit at least 1
   * @return this
   */
  public Settings instances(String resource, int limit) {
    instances.put(resource, limit);
    return this;
  }

  /**
   * Whether a setting was given.
   *
   * @param name of a resource with a configuration, of a bound value or column
   * @return true if it was
   */
  public boolean has(String name) {
    return columns.containsKey(name);
  }

  /**
   * The configuration of a resource.
   *
   * @param name of the resource
   * @param parameters the names of its parameters
   * @param codecs those of its parameters
   * @return its parameters' values in that order, any of which may be null; or nothing, if it wasn't configured
   */
  public Optional<@Nullable Object[]> struct(
      String name, List<String> parameters, Codec<?>... codecs) {
    return value(
        name, Codec.<@Nullable Object[]>struct(name, fields -> fields, fields(parameters, codecs)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Codec.Field<@Nullable Object[], ?>[] fields(
      List<String> names, Codec<?>[] codecs) {
    Codec.Field[] fields = new Codec.Field[codecs.length];
    for (int i = 0; i < fields.length; i++) {
      int index = i;
      fields[i] = Codec.<Object[], Object>field(
          names.get(i), (Codec<Object>) codecs[i], values -> values[index]);
    }
    return fields;
  }

  /**
   * How many instances of a resource this process may hold.
   *
   * @param resource its name
   * @return a limit, if one was given
   */
  public OptionalInt instances(String resource) {
    Integer limit = instances.get(resource);
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /**
   * A bound list: one row per element.
   *
   * @param name of the input or the bound step
   * @param element the codec of its elements
   * @param <T> the type of its elements
   * @return its elements, which may hold nulls; or nothing, if it wasn't bound
   */
  public <T> Optional<List<T>> column(String name, Codec<T> element) {
    long[] addresses = columns.get(name);
    if (addresses == null) {
      return Optional.empty();
    }
    if (addresses.length == 1) {
      return Optional.of(read(name, 0, addresses[0], element));
    }
    List<T> all = new ArrayList<>();
    for (long address : addresses) {
      all.addAll(read(name, all.size(), address, element));
    }
    return Optional.of(all);
  }

  private static <T> List<T> read(String name, int first, long address, Codec<T> element) {
    return element.read(Column.at(address), (e, row) -> {
      throw new ConfigurationException(Columns.describe(name, e) + " on row " + (first + row));
    });
  }

  /**
   * A bound value.
   *
   * @param name of the input
   * @param codec of its type
   * @param <T> its type
   * @return the value; or nothing, if it is null or wasn't bound
   */
  public <T> Optional<T> value(String name, Codec<T> codec) {
    long[] addresses = columns.get(name);
    if (addresses == null) {
      return Optional.empty();
    }
    List<T> values = codec.read(Column.at(addresses[0]), (e, row) -> {
      throw new ConfigurationException("'" + name + "': " + e.getMessage());
    });
    return Optional.ofNullable(values.get(0));
  }
}
