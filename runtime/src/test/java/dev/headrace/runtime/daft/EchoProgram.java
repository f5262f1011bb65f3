package dev.headrace.runtime.daft;

import dev.headrace.runtime.Chunk;
import dev.headrace.runtime.ConfigurationException;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import dev.headrace.runtime.arrow.ArrowResult;
import dev.headrace.runtime.arrow.Codec;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What the Python tests of the bridge call: every codec there and back, and every way to fail. */
public final class EchoProgram extends DaftProgram<EchoProgram.Shared> {
  record Point(int x, Double y, String name) {}

  record Line(String id, List<Point> points, Map<String, Point> named, Optional<Point> first) {}

  record Flag(boolean on) {}

  /** What its calls share. */
  public static final class Shared implements AutoCloseable {
    static final AtomicInteger OPENED = new AtomicInteger();
    static final AtomicInteger CLOSED = new AtomicInteger();
    private final String prefix;
    private final List<Long> numbers;
    private final int instances;

    Shared(Settings settings) {
      OPENED.incrementAndGet();
      prefix = settings
          .struct("prefixer", List.of("text", "number"), Codec.STRING, Codec.INT)
          .map(v -> v[0] + "" + v[1])
          .orElse("");
      numbers = settings.column("numbers", Codec.LONG).orElse(List.of());
      instances = settings.instances("prefixer").orElse(0);
      if (settings.value("fail", Codec.BOOLEAN).orElse(false)) {
        throw new ConfigurationException("resource 'prefixer' can't be had");
      }
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  private static final Codec<Point> POINT = Codec.struct(
      "Point",
      v -> new Point((int) v[0], (Double) v[1], (String) v[2]),
      Codec.field("x", Codec.INT, Point::x).required(),
      Codec.field("y", Codec.DOUBLE, Point::y),
      Codec.field("name", Codec.STRING, Point::name));

  @SuppressWarnings("unchecked")
  private static final Codec<Line> LINE = Codec.struct(
      "Line",
      v -> new Line(
          (String) v[0], (List<Point>) v[1], (Map<String, Point>) v[2], (Optional<Point>) v[3]),
      Codec.field("id", Codec.STRING, Line::id),
      Codec.field("points", Codec.list(POINT), Line::points),
      Codec.field("named", Codec.map(POINT), Line::named),
      Codec.field("first", Codec.optional(POINT), Line::first));

  private static final AtomicInteger CALLS = new AtomicInteger();

  private static final Map<String, Codec<?>> CODECS = Map.ofEntries(
      Map.entry("boolean", Codec.BOOLEAN),
      Map.entry("byte", Codec.BYTE),
      Map.entry("short", Codec.SHORT),
      Map.entry("int", Codec.INT),
      Map.entry("long", Codec.LONG),
      Map.entry("float", Codec.FLOAT),
      Map.entry("double", Codec.DOUBLE),
      Map.entry("char", Codec.CHAR),
      Map.entry("string", Codec.STRING),
      Map.entry("bytes", Codec.BYTES),
      Map.entry("floats", Codec.FLOATS),
      Map.entry("doubles", Codec.DOUBLES),
      Map.entry("ints", Codec.INTS),
      Map.entry("longs", Codec.LONGS),
      Map.entry("shorts", Codec.SHORTS),
      Map.entry("chars", Codec.CHARS),
      Map.entry("booleans", Codec.BOOLEANS),
      Map.entry("instant", Codec.INSTANT),
      Map.entry("date", Codec.LOCAL_DATE),
      Map.entry("duration", Codec.DURATION),
      Map.entry("uuid", Codec.UUID),
      Map.entry("enum", Codec.enumeration(DayOfWeek.class)),
      Map.entry("matrix", Codec.array(Codec.FLOATS, float[][]::new)),
      Map.entry("lists", Codec.list(Codec.list(Codec.STRING))),
      Map.entry("map", Codec.map(Codec.INT)),
      Map.entry("optional", Codec.optional(Codec.LONG)),
      Map.entry(
          "flag",
          Codec.struct(
              "Flag",
              v -> new Flag((boolean) v[0]),
              Codec.field("on", Codec.BOOLEAN, Flag::on).required())),
      Map.entry("point", POINT),
      Map.entry("line", LINE),
      Map.entry("lines", Codec.list(LINE)));

  @Override
  protected Shared open(Settings settings) {
    return new Shared(settings);
  }

  @Override
  protected ArrowResult call(String stage, Shared shared, Columns in) throws Exception {
    CALLS.incrementAndGet();
    Codec<?> codec = CODECS.get(stage);
    return codec == null ? other(stage, shared, in) : echo(stage, codec, in);
  }

  private static <T> ArrowResult echo(String name, Codec<T> codec, Columns in) {
    return write(in, codec, new EchoChunk<>(name, in.read(0, name, codec)));
  }

  private static final class EchoChunk<T> extends Chunk<T> {
    private final List<T> values;

    EchoChunk(String name, List<T> values) {
      super(name, true, values.size());
      this.values = values;
    }

    @Override
    protected boolean stage(int stage) {
      return false;
    }

    @Override
    protected List<T> results() {
      return values;
    }
  }

  private static ArrowResult other(String stage, Shared shared, Columns in) throws Exception {
    switch (stage) {
      case "lengths":
        return Codec.INT.write(in.read(0, "text", Codec.STRING).stream()
            .map(s -> s == null ? null : s.length())
            .toList());
      case "vectors":
        return Codec.FLOATS.write(
            in.read(0, "text", Codec.STRING).stream().map(EchoProgram::vector).toList());
      case "joined":
        return Codec.STRING.write(in.read(0, "text", Codec.STRING).stream()
            .map(s -> shared.prefix + s + shared.numbers + shared.instances)
            .toList());
      case "node":
        throw new NodeException(
            "encode", 3, "query = Query[id=7]", new IllegalArgumentException("boom \ud83d\udca5"));
      case "noClass":
        throw new NodeException("index", -1, null, new NoClassDefFoundError("org/lib/Index"));
      case "nullResult":
        throw new NullResultException("ranking", 2);
      case "plain":
        throw new IllegalStateException();
      case "tooFew":
        return Codec.INT.write(List.of(1));
      case "error":
        throw new StackOverflowError();
      case "calls":
        return Codec.INT.write(List.of(CALLS.get()));
      case "opened":
        return Codec.INT.write(List.of(Shared.OPENED.get()));
      case "closed":
        return Codec.INT.write(List.of(Shared.CLOSED.get()));
      case "opaque":
        Object[] opaque = opaque(in, "index", () ->
            new Object[] {in.get(1, "words", Codec.list(Codec.STRING)), new AtomicInteger()});
        return Codec.STRING.one("" + in.string(0, "text")
            + Objects.requireNonNull(opaque[0])
            + ((AtomicInteger) opaque[1]).incrementAndGet());
      case "halves":
        return write(
            in,
            Codec.STRING,
            new EchoChunk<>(
                "halves",
                in.read(0, "text", Codec.STRING).stream()
                    .map(s -> "half".equals(s) ? "a\ud83d" : s)
                    .toList()));
      case "halfPair":
        return Codec.STRING.write(List.of("a\ud83d"));
      default:
        throw unknown(stage);
    }
  }

  private static float[] vector(String text) {
    float[] vector = new float[384];
    Arrays.fill(vector, text.length());
    return vector;
  }
}
