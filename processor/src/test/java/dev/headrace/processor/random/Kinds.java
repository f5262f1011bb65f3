package dev.headrace.processor.random;

import dev.headrace.Dim;
import dev.headrace.processor.behaviour.Plain;
import dev.headrace.runtime.BatchTooLargeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The types of random pipelines: a value of each for any seed, edge cases often, and a number that depends on all of a value. */
public final class Kinds {
  /** What data there is, besides lists of it. */
  static final List<String> DATA = List.of(
      "int",
      "String",
      "long",
      "double",
      "float",
      "boolean",
      "byte",
      "short",
      "char",
      "byte[]",
      "float[]",
      "Color",
      "Point",
      "Track",
      "Optional<String>",
      "Instant",
      "LocalDate",
      "Duration",
      "UUID",
      "Map<String, Integer>",
      "Map<String, Point>",
      "int[]",
      "String[]",
      "Point[]",
      "float[][]",
      "Nest",
      "Pair<String>",
      "Pair<Point>",
      "Optional<Point>",
      "Optional<List<String>>",
      "Map<String, List<Integer>>",
      "Map<String, byte[]>",
      "long[]",
      "boolean[]",
      "char[]",
      "byte[][]",
      "Pair<List<Integer>>",
      "Vector");

  private static final double[] DOUBLES = {
    0.0, -0.0, 1.5, Double.NaN, Double.MAX_VALUE, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, 1e-300
  };
  private static final long[] LONGS = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, 42};
  private static final String[] STRINGS = {
    "", "a", "0", "\uD83D\uDE00", "ä\u0000ö", "\u2028", "long ".repeat(20)
  };

  private Kinds() {}

  /** An enum. */
  public enum Color {
    RED,
    GREEN,
    BLUE
  }

  /** A record. */
  public record Point(int x, double y, @Nullable String label) {}

  /** A record with records in lists. */
  public record Track(
      String name,
      @Nullable List<@Nullable Point> points,
      Optional<Color> color,
      float[] weights,
      @Nullable Instant at) {}

  /** A record with a list of lists of records that have lists of records. */
  public record Nest(
      Track track, @Nullable List<@Nullable List<@Nullable Track>> tracks, Optional<Point> spare) {}

  /** A record with lists of known sizes. */
  public record Vector(
      @Dim(3) float @Nullable [] at,
      String name,
      @Dim(2) @Nullable List<@Nullable Integer> ids,
      @Dim(1) double[][] rows) {}

  /** A generic one. */
  public record Pair<T>(T left, @Nullable List<@Nullable T> right) {}

  /** What no column can hold. */
  public static final class Opaque {
    private final int seed;

    Opaque(int seed) {
      this.seed = seed;
    }

    @Override
    public String toString() {
      return "opaque " + seed;
    }
  }

  /** What a faulty step throws. */
  public static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    Fault(String message) {
      super(message);
    }
  }

  /** A value of the type, for any seed the same again. */
  @SuppressWarnings({"unchecked", "NullAway"})
  public static <T> T make(String type, int seed) {
    return (T) value(type, new Random(seed));
  }

  /** A value whose innermost lists of numbers have that size. */
  @SuppressWarnings({"unchecked", "NullAway"})
  public static <T> T make(String type, int seed, int size) {
    return (T) fitted(make(type, seed), type, size);
  }

  private static @Nullable Object fitted(@Nullable Object value, String type, int size) {
    if (value instanceof float[] floats) {
      return Arrays.copyOf(floats, size);
    }
    if (value instanceof int[] ints) {
      return Arrays.copyOf(ints, size);
    }
    if (value instanceof Object[] arrays) {
      Object[] fitted = arrays.clone();
      Arrays.setAll(fitted, i -> fitted(arrays[i], Types.element(type), size));
      return fitted;
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(v -> fitted(v, Types.element(type), size));
    }
    if (value instanceof List<?> list) {
      String element = Types.element(type);
      List<@Nullable Object> fitted = new ArrayList<>();
      if (!Types.hasElements(element)) {
        for (int i = 0; i < size; i++) {
          fitted.add(i < list.size() ? list.get(i) : make(element, i));
        }
        return fitted;
      }
      list.forEach(v -> fitted.add(fitted(v, element, size)));
      return fitted;
    }
    return value;
  }

  /** A list as long as the other; null for null. */
  @SuppressWarnings("unchecked")
  public static <T> @Nullable T sized(String type, int seed, @Nullable List<?> other) {
    return other == null ? null : (T) list(Types.element(type), new Random(seed), other.size());
  }

  /** A list of the same sizes as the other, with nulls for its null lists. */
  static @Nullable Object like(List<?> other, String type, int seed) {
    return like(other, type, new Random(seed));
  }

  private static @Nullable Object like(@Nullable List<?> other, String type, Random random) {
    if (other == null) {
      return null;
    }
    String element = Types.element(type);
    if (other.stream().anyMatch(List.class::isInstance) && Types.isList(element)) {
      List<@Nullable Object> list = new ArrayList<>();
      other.forEach(o -> list.add(like((List<?>) o, element, random)));
      return list;
    }
    return list(element, random, other.size());
  }

  private static List<@Nullable Object> list(String element, Random random, int size) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      // an Optional is never null: a column knows but one kind of nothing
      boolean none = !Types.isOptional(element) && random.nextInt(6) == 0;
      list.add(none ? null : value(element, random));
    }
    return list;
  }

  private static @Nullable Object value(String type, Random random) {
    if (Types.isList(type)) {
      return list(Types.element(type), random, random.nextInt(4));
    }
    if (Types.isOptional(type)) {
      return random.nextInt(3) == 0
          ? Optional.empty()
          : Optional.ofNullable(value(Types.element(type), random));
    }
    return switch (type) {
      case "int", "Integer" -> (int) pick(LONGS, random) + random.nextInt(3);
      case "long", "Long" -> pick(LONGS, random);
      case "byte", "Byte" -> (byte) random.nextInt();
      case "short", "Short" -> (short) random.nextInt();
      case "char", "Character" -> (char) random.nextInt();
      case "boolean", "Boolean" -> random.nextBoolean();
      case "double", "Double" -> DOUBLES[random.nextInt(DOUBLES.length)];
      case "float", "Float" -> (float) DOUBLES[random.nextInt(DOUBLES.length)];
      case "String" -> STRINGS[random.nextInt(STRINGS.length)];
      case "byte[]" -> STRINGS[random.nextInt(STRINGS.length)].getBytes(StandardCharsets.UTF_8);
      case "float[]" -> floats(random);
      case "Color" -> Color.values()[random.nextInt(3)];
      case "Point" ->
        new Point(
            random.nextInt(9),
            DOUBLES[random.nextInt(DOUBLES.length)],
            random.nextBoolean() ? null : STRINGS[random.nextInt(STRINGS.length)]);
      case "Track" ->
        new Track(
            STRINGS[random.nextInt(STRINGS.length)],
            random.nextInt(4) == 0
                ? null
                : Kinds.<List<Point>>make("List<Point>", random.nextInt()),
            random.nextBoolean() ? Optional.empty() : Optional.of(Color.BLUE),
            floats(random),
            random.nextBoolean() ? null : instant(random));
      case "Nest" ->
        new Nest(
            make("Track", random.nextInt()),
            random.nextInt(4) == 0 ? null : make("List<List<Track>>", random.nextInt()),
            make("Optional<Point>", random.nextInt()));
      case "Vector" ->
        new Vector(
            random.nextInt(4) == 0 ? null : make("float[]", random.nextInt(), 3),
            STRINGS[random.nextInt(STRINGS.length)],
            random.nextInt(4) == 0 ? null : make("List<Integer>", random.nextInt(), 2),
            new double[random.nextInt(3)][1]);
      case "Pair<String>", "Pair<Point>", "Pair<List<Integer>>" -> {
        String of = type.substring(5, type.length() - 1);
        yield new Pair<>(
            make(of, random.nextInt()),
            random.nextInt(4) == 0 ? null : make(Types.listOf(of), random.nextInt()));
      }
      case "long[]" -> random.longs(random.nextInt(4)).toArray();
      case "boolean[]" -> new boolean[random.nextInt(4)];
      case "char[]" -> { // few: loops in loops go through them
        String text = STRINGS[random.nextInt(STRINGS.length)];
        yield (text.length() > 4 ? "text" : text).toCharArray();
      }
      case "byte[][]" -> new byte[][] {Kinds.<byte[]>make("byte[]", random.nextInt()), new byte[0]};
      case "int[]" -> random.ints(random.nextInt(4)).toArray();
      case "String[]" -> list("String", random, random.nextInt(4)).toArray(new String[0]);
      case "Point[]" -> list("Point", random, random.nextInt(4)).toArray(new Point[0]);
      case "float[][]" -> new float[][] {floats(random), floats(random)};
      case "Instant" -> instant(random);
      case "LocalDate" -> LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000);
      case "Duration" -> Duration.ofNanos(pick(LONGS, random));
      case "UUID" -> new UUID(random.nextLong(), random.nextLong());
      case "Map<String, Integer>",
          "Map<String, Point>",
          "Map<String, List<Integer>>",
          "Map<String, byte[]>" ->
        map(type.substring("Map<String, ".length(), type.length() - 1), random);
      case "Opaque" -> new Opaque(random.nextInt(1000));
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static long pick(long[] from, Random random) {
    return from[random.nextInt(from.length)];
  }

  private static float[] floats(Random random) {
    float[] floats = new float[random.nextInt(4)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) DOUBLES[random.nextInt(DOUBLES.length)];
    }
    return floats;
  }

  private static Instant instant(Random random) {
    return Instant.ofEpochSecond(0, pick(LONGS, random));
  }

  private static Map<String, @Nullable Object> map(String of, Random random) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.put("k" + i, random.nextInt(4) == 0 ? null : value(of, random));
    }
    return map;
  }

  /** A number that is another one, most likely, if anything within the values is. */
  public static int mix(@Nullable Object... values) {
    int mixed = 7;
    for (Object value : values) {
      mixed = 31 * mixed + String.valueOf(Plain.of(value)).hashCode();
    }
    return mixed;
  }

  /** The same, but some values are refused, by each step in its own way. */
  public static int faulty(@Nullable Object... values) throws Exception {
    String step = String.valueOf(values[0]);
    int mixed = mix(values);
    if (mixed % 7 != 0) {
      return mixed;
    }
    Fault fault = new Fault(step + " refuses " + mixed);
    switch (Math.floorMod(step.hashCode(), 8)) {
      case 0 -> throw new CompletionException(fault);
      case 1 -> throw new CancellationException(fault.getMessage());
      case 2 -> throw new LinkageError(fault.getMessage());
      case 3 -> throw new BatchTooLargeException(fault.getMessage());
      default -> throw fault;
    }
  }

  /** What a batch of one gives; sometimes nothing of it, or more. */
  public static <T> @Nullable List<T> kept(List<T> out) {
    return switch (mix(out) % 9) {
      case 1 -> null;
      case 2 -> List.of();
      default -> out;
    };
  }
}
