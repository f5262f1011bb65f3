package dev.headrace.runtime.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.arrow.NativeArray.Shape;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values there and back through native memory, whole and sliced. */
class CodecTest {
  record Point(int x, Double y) {}

  record Line(String id, List<Point> points) {}

  private static final Codec<Point> POINT = Codec.struct(
      "Point",
      v -> new Point((int) v[0], (Double) v[1]),
      Codec.field("x", Codec.INT, Point::x).required(),
      Codec.field("y", Codec.DOUBLE, Point::y));

  @SuppressWarnings("unchecked")
  private static final Codec<Line> LINE = Codec.struct(
      "Line",
      v -> new Line((String) v[0], (List<Point>) v[1]),
      Codec.field("id", Codec.STRING, Line::id),
      Codec.field("points", Codec.list(POINT), Line::points));

  private static final Shape POINT_SHAPE = Shape.struct(Shape.FIXED, Shape.FIXED);
  private static final Shape LINE_SHAPE = Shape.struct(Shape.BYTES, Shape.list(POINT_SHAPE));

  @SafeVarargs
  @SuppressWarnings("varargs") // the values are only read
  private static <T> void thereAndBack(Codec<T> codec, Shape shape, T... values) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Collections.addAll(all, values);
      all.add(null);
    }
    for (int from : new int[] {0, 1, 7}) {
      int to = from == 0 ? all.size() : Math.max(from, all.size() - 2);
      try (NativeArray array =
          new NativeArray(codec.write(all), shape, Math.min(from, to), Math.max(0, to - from))) {
        Object[] read = codec.read(array.column()).toArray();
        assertThat(Arrays.deepEquals(read, all.subList(from, to).toArray()))
            .as(Arrays.deepToString(read))
            .isTrue();
      }
    }
  }

  @Test
  void scalars() {
    thereAndBack(Codec.BOOLEAN, Shape.FIXED, true, false, true);
    thereAndBack(Codec.BYTE, Shape.FIXED, (byte) -128, (byte) 127);
    thereAndBack(Codec.SHORT, Shape.FIXED, Short.MIN_VALUE, Short.MAX_VALUE);
    thereAndBack(Codec.INT, Shape.FIXED, Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
    thereAndBack(Codec.LONG, Shape.FIXED, Long.MIN_VALUE, 0L, Long.MAX_VALUE);
    thereAndBack(
        Codec.FLOAT, Shape.FIXED, -0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NaN);
    thereAndBack(
        Codec.DOUBLE, Shape.FIXED, -0d, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Double.NaN);
    thereAndBack(Codec.CHAR, Shape.FIXED, '\0', 'a', '\uffff');
    thereAndBack(Codec.STRING, Shape.BYTES, "", "a", "\ud83d\ude00", "x".repeat(3000));
    thereAndBack(Codec.BYTES, Shape.BYTES, new byte[0], new byte[] {1, -1});
  }

  @Test
  void bitsOfNaNSurvive() {
    float odd = Float.intBitsToFloat(0x7fc00123);
    try (NativeArray array = new NativeArray(Codec.FLOAT.write(List.of(odd)), Shape.FIXED, 0, 1)) {
      assertThat(Float.floatToRawIntBits(Codec.FLOAT.read(array.column()).get(0)))
          .isEqualTo(0x7fc00123);
    }
  }

  @Test
  void times() {
    Instant first = Instant.ofEpochSecond(0, Long.MIN_VALUE);
    Instant last = Instant.ofEpochSecond(0, Long.MAX_VALUE);
    thereAndBack(
        Codec.INSTANT, Shape.FIXED, first, Instant.EPOCH.minusNanos(1), Instant.EPOCH, last);
    thereAndBack(
        Codec.LOCAL_DATE,
        Shape.FIXED,
        LocalDate.of(1, 1, 1),
        LocalDate.EPOCH,
        LocalDate.of(9999, 12, 31));
    thereAndBack(
        Codec.DURATION,
        Shape.FIXED,
        Duration.ofNanos(Long.MIN_VALUE),
        Duration.ofNanos(Long.MAX_VALUE));
    assertThatThrownBy(() -> Codec.INSTANT.write(List.of(last, last.plusNanos(1))))
        .hasMessage("row 1: 2262-04-11T23:47:16.854775808Z is out of the range of timestamp[ns]");
    assertThatThrownBy(() -> Codec.INSTANT.write(List.of(first.minusNanos(1))))
        .isInstanceOf(ArrowException.class);
    assertThatThrownBy(() -> Codec.DURATION.write(List.of(Duration.ofDays(200_000))))
        .isInstanceOf(ArrowException.class);
    assertThatThrownBy(() -> Codec.LOCAL_DATE.write(List.of(LocalDate.MAX)))
        .hasMessage("row 0: +999999999-12-31 is out of the range of date32");
  }

  @Test
  void names() {
    thereAndBack(Codec.UUID, Shape.BYTES, new UUID(1, 2), new UUID(-1, -2));
    thereAndBack(
        Codec.enumeration(PosixFilePermission.class), Shape.BYTES, PosixFilePermission.values());
  }

  @Test
  void arrays() {
    thereAndBack(
        Codec.FLOATS, Shape.list(Shape.FIXED), new float[0], new float[] {1, -0f}, new float[1000]);
    thereAndBack(Codec.DOUBLES, Shape.list(Shape.FIXED), new double[] {1}, new double[0]);
    thereAndBack(Codec.INTS, Shape.list(Shape.FIXED), new int[] {1, 2}, new int[0]);
    thereAndBack(Codec.LONGS, Shape.list(Shape.FIXED), new long[] {1, 2}, new long[0]);
    thereAndBack(Codec.SHORTS, Shape.list(Shape.FIXED), new short[] {1, 2}, new short[0]);
    thereAndBack(Codec.CHARS, Shape.list(Shape.FIXED), new char[] {1, 2}, new char[0]);
    thereAndBack(
        Codec.BOOLEANS, Shape.list(Shape.FIXED), new boolean[] {true, false, true}, new boolean[0]);
    thereAndBack(
        Codec.array(Codec.FLOATS, float[][]::new),
        Shape.list(Shape.list(Shape.FIXED)),
        new float[][] {{1}, null, {}},
        new float[0][]);
  }

  @Test
  void nested() {
    Point point = new Point(1, null);
    thereAndBack(POINT, POINT_SHAPE, point, new Point(2, 0.5));
    thereAndBack(
        LINE,
        LINE_SHAPE,
        new Line(null, null),
        new Line("a", List.of()),
        new Line("b", Arrays.asList(point, null, point)));
    thereAndBack(
        Codec.list(LINE),
        Shape.list(LINE_SHAPE),
        List.of(),
        List.of(new Line("c", List.of(point))));
    Map<String, Point> map = new LinkedHashMap<>();
    map.put("z", point);
    map.put("a", null);
    thereAndBack(
        Codec.map(POINT), Shape.list(Shape.struct(Shape.BYTES, POINT_SHAPE)), map, Map.of());
  }

  @Test
  void maps() {
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", 2);
    Shape shape = Shape.list(Shape.struct(Shape.BYTES, Shape.FIXED));
    try (NativeArray array =
        new NativeArray(Codec.map(Codec.INT).write(List.of(map)), shape, 0, 1)) {
      Map<String, Integer> back = Codec.map(Codec.INT).read(array.column()).get(0);
      assertThat(back.keySet()).containsExactly("z", "a");
      assertThatThrownBy(() -> back.put("b", 3)).isInstanceOf(UnsupportedOperationException.class);
    }
    map.clear();
    "hgfedcba".chars().forEach(c -> map.put(Character.toString(c), c));
    try (NativeArray array =
        new NativeArray(Codec.map(Codec.INT).write(List.of(Map.copyOf(map))), shape, 0, 1)) {
      Map<String, Integer> back = Codec.map(Codec.INT).read(array.column()).get(0);
      assertThat(back.keySet()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
    }
    map.put(null, 3);
    assertThatThrownBy(() -> Codec.map(Codec.INT).write(List.of(map)))
        .hasMessage("row 0: field '[8]': entry.key is null, which its type can't be");
  }

  @Test
  void optionals() {
    Codec<Optional<String>> codec = Codec.optional(Codec.STRING);
    List<Optional<String>> values = Arrays.asList(Optional.of("a"), null, Optional.empty());
    try (NativeArray array = new NativeArray(codec.write(values), Shape.BYTES, 0, 3)) {
      assertThat(codec.read(array.column()))
          .containsExactly(Optional.of("a"), Optional.empty(), Optional.empty());
    }
  }

  @Test
  void noNullsNoBitmap() {
    assertThat(Codec.INT.write(List.of(1, 2)).sizes()).containsExactly(0, 8);
    assertThat(Codec.INT.write(Arrays.asList(1, null)).sizes()).containsExactly(1, 8);
    assertThat(Codec.STRING.write(List.of()).sizes()).containsExactly(0, 8, 0);
  }

  @Test
  void manyRows() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      texts.add(i % 5 == 0 ? null : "text " + i);
    }
    try (NativeArray array =
        new NativeArray(Codec.STRING.write(texts), Shape.BYTES, 3, texts.size() - 3)) {
      assertThat(Codec.STRING.read(array.column())).isEqualTo(texts.subList(3, texts.size()));
    }
  }

  @Test
  void nullsThatHaveNoPlace() {
    List<Point> points = Collections.singletonList(new Point(1, 1.0));
    Codec<Point> strict = Codec.struct(
        "Point",
        v -> new Point(1, (Double) v[0]),
        Codec.field("y", Codec.DOUBLE, Point::y).required());
    assertThatThrownBy(() -> strict.write(List.of(new Point(1, 1.0), new Point(1, null))))
        .isInstanceOf(ArrowException.class)
        .hasMessage("row 1: Point.y is null, which its type can't be");
    try (NativeArray array = new NativeArray(POINT.write(points), POINT_SHAPE, 0, 1)) {
      assertThatThrownBy(() -> strict.read(array.column()))
          .hasMessageStartingWith("not a column of struct Point");
      assertThatThrownBy(() -> Codec.STRING.read(array.column()))
          .hasMessage("not a column of large_string: 1 buffers and 2 children instead of 3 and 0");
    }
  }

  @Test
  void whatTheReceiverMustKnow() {
    ArrowResult result = Codec.INT.write(List.of(1));
    assertThat(result.rows()).isEqualTo(1);
    assertThatThrownBy(() -> result.copyTo(new long[3]))
        .hasMessage("3 addresses for 2 buffers: the column has another type than its codec");
  }

  @Test
  void halfACharacter() {
    for (String bad : List.of("\ud83d", "?\ud83d", "\ude00a", "\ud83d\ud83d\ude00", "a\ude00")) {
      assertThatThrownBy(() -> Codec.STRING.write(List.of(bad))).isInstanceOf(ArrowException.class);
    }
  }
}
