package dev.headrace.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.headrace.bulk.Bulk;
import dev.headrace.bulk.BulkReport;
import dev.headrace.bulk.CrashingDisk;
import dev.headrace.bulk.Sink;
import dev.headrace.bulk.Source;
import dev.headrace.bulk.internal.Disk;
import dev.headrace.runtime.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ParquetTest {
  enum Color {
    RED,
    GREEN
  }

  record Inner(String name, float[] vector) {}

  record Box<V>(V content) {}

  record All(
      boolean bool,
      byte small,
      short less,
      char letter,
      int number,
      long large,
      float single,
      double precise,
      String text,
      Color color,
      UUID id,
      Instant time,
      LocalDate day,
      Duration duration,
      Optional<Integer> perhaps,
      Integer orNull,
      List<Inner> inners,
      List<List<String>> nested,
      Map<String, Double> scores,
      Box<List<Long>> box) {}

  record Item(int id, String text) {}

  @TempDir
  Path directory;

  private static <T> void write(Sink<T> sink, List<T> rows, int perCommit) throws IOException {
    String committed = Sink.NOTHING;
    sink.claim();
    try (Sink.Writer<T> writer = sink.open(committed)) {
      for (int i = 0; i < rows.size(); i++) {
        writer.write(rows.get(i));
        if ((i + 1) % perCommit == 0) {
          committed = writer.commit();
        }
      }
      committed = writer.commit();
    }
    sink.publish(committed);
  }

  private static <A> List<Source.Row<A>> read(Source<A> source, long from) throws IOException {
    List<Source.Row<A>> rows = new ArrayList<>();
    try (Source.Reader<A> reader = source.open(from)) {
      for (Source.Row<A> row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
        assertThat(reader.position()).isEqualTo(from + rows.size());
      }
    }
    return rows;
  }

  private static <A> List<A> values(Source<A> source) throws IOException {
    return read(source, 0).stream().map(Source.Row::value).toList();
  }

  private static All all(int i) {
    return new All(
        i % 2 == 0,
        (byte) -i,
        (short) (i * 100),
        'é',
        i,
        Long.MIN_VALUE + i,
        i * 0.1f,
        i / 3.0,
        "text " + i,
        Color.GREEN,
        new UUID(i, 7),
        Instant.parse("1960-02-03T04:05:06.789012345Z"),
        LocalDate.of(1900, 1, 2),
        Duration.ofNanos(-5),
        i % 2 == 0 ? Optional.empty() : Optional.of(i),
        i % 3 == 0 ? null : i,
        List.of(),
        Arrays.asList(List.of("a", "b"), null, List.of()),
        Map.of("one", 1.0),
        new Box<>(List.of(1L, 2L)));
  }

  @Test
  void everyTypeComesBackAsItWas() throws IOException {
    List<All> rows = IntStream.range(0, 10).mapToObj(ParquetTest::all).toList();
    write(Parquet.to(directory.resolve("all"), All.class), rows, 4);
    assertThat(values(Parquet.from(directory.resolve("all"), All.class))).isEqualTo(rows);
    assertThat(directory.resolve("all").toFile().list()).hasSize(3);
  }

  @Test
  void arraysAndBytesComeBackAsTheyWere() throws IOException {
    List<Inner> rows = List.of(
        new Inner("x", new float[] {0.1f, Float.NaN, Float.MIN_VALUE}),
        new Inner(null, new float[0]),
        new Inner("z", null));
    write(Parquet.to(directory.resolve("inner"), Inner.class), rows, 9);
    List<Inner> back = values(Parquet.from(directory.resolve("inner"), Inner.class));
    assertThat(back).extracting(Inner::name).containsExactly("x", null, "z");
    assertThat(back.get(0).vector()).containsExactly(0.1f, Float.NaN, Float.MIN_VALUE);
    assertThat(back.get(1).vector()).isEmpty();
    assertThat(back.get(2).vector()).isNull();
    write(Parquet.to(directory.resolve("bytes"), byte[].class), List.of(new byte[] {-1, 0}), 1);
    assertThat(values(Parquet.from(directory.resolve("bytes"), byte[].class)))
        .containsExactly(new byte[] {-1, 0});
  }

  @Test
  void whatIsNoRecordIsAColumnOfItsOwn() throws IOException {
    var type = new TypeReference<List<Integer>>() {};
    List<List<Integer>> rows = List.of(List.of(1, 2), List.of());
    write(Parquet.to(directory.resolve("lists"), type), rows, 1);
    assertThat(values(Parquet.from(directory.resolve("lists"), type))).isEqualTo(rows);
  }

  @Test
  void readingCanStartAnywhere() throws IOException {
    List<Item> rows =
        IntStream.range(0, 25).mapToObj(i -> new Item(i, "item " + i)).toList();
    write(Parquet.to(directory.resolve("items"), Item.class), rows, 10);
    Source<Item> source = Parquet.from(directory.resolve("items"), Item.class);
    assertThat(source.end()).isEqualTo(25);
    for (int from = 0; from <= 25; from++) {
      assertThat(read(source, from).stream().map(Source.Row::value))
          .isEqualTo(rows.subList(from, 25));
    }
  }

  @Test
  void hiddenFilesAreNotRead() throws IOException {
    write(Parquet.to(directory.resolve("items"), Item.class), List.of(new Item(1, "a")), 1);
    Files.writeString(directory.resolve("items/._part-000000.parquet"), "what a Mac leaves");
    assertThat(values(Parquet.from(directory.resolve("items"), Item.class))).hasSize(1);
  }

  record Strict(int id) {}

  record Loose(Integer id, String text, String more) {}

  @Test
  void aRowThatDoesNotFitIsUnreadableAndOthersAreNot() throws IOException {
    write(
        Parquet.to(directory.resolve("loose"), Loose.class),
        List.of(new Loose(1, "a", "b"), new Loose(null, "c", "d"), new Loose(3, null, null)),
        9);
    List<Source.Row<Strict>> rows = read(Parquet.from(directory.resolve("loose"), Strict.class), 0);
    assertThat(rows)
        .extracting(Source.Row::value)
        .containsExactly(new Strict(1), null, new Strict(3));
    assertThat(rows.get(1).text()).isEqualTo("{\"id\":null,\"text\":\"c\",\"more\":\"d\"}");
    assertThat(rows.get(1).unreadable()).hasMessage("id: Cannot map `null` into type `int`");
  }

  /** A file of one row, as other programs write them. */
  private Path foreign(String columns, Consumer<Group> fill) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message row {" + columns + "}");
    Group row = new SimpleGroup(schema);
    fill.accept(row);
    Path file = directory.resolve("foreign.parquet");
    try (var writer = ExampleParquetWriter.builder(new DiskOutputFile(file, Disk.REAL))
        .withConf(new PlainParquetConfiguration())
        .withType(schema)
        .build()) {
      writer.write(row);
    }
    return file;
  }

  record Foreign(
      double price,
      BigDecimal wide,
      long units,
      long count,
      BigInteger large,
      UUID id,
      float half,
      float small,
      Instant julian,
      Instant sentinel,
      Instant early) {}

  @Test
  void whatOthersWriteMeansWhatItSays() throws IOException {
    Path file = foreign(
        """
        required int32 price (DECIMAL(9,2));
        required fixed_len_byte_array(9) wide (DECIMAL(20,3));
        required int64 units (DECIMAL(18,0));
        required int32 count (INTEGER(32,false));
        required int64 large (INTEGER(64,false));
        required fixed_len_byte_array(16) id (UUID);
        required fixed_len_byte_array(2) half (FLOAT16);
        required fixed_len_byte_array(2) small (FLOAT16);
        required int96 julian;
        required int64 sentinel (TIMESTAMP(MICROS,true));
        required int64 early (TIMESTAMP(MILLIS,true));
        """,
        row -> row.append("price", -1234)
            .append("wide", Binary.fromConstantByteArray(new byte[] {0, 0, 0, 0, 0, 0, 0, 48, 57}))
            .append("units", 7L)
            .append("count", -1)
            .append("large", -1L)
            .append("id", Binary.fromConstantByteArray(new byte[] {
              0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2
            }))
            .append("half", Binary.fromConstantByteArray(new byte[] {0, 0x3e}))
            .append("small", Binary.fromConstantByteArray(new byte[] {1, (byte) 0x80}))
            .append("julian", new NanoTime(2_440_589, 5))
            .append("sentinel", 253_402_300_799_000_000L)
            .append("early", -1L));
    assertThat(values(Parquet.from(file, Foreign.class)))
        .containsExactly(new Foreign(
            -12.34,
            new BigDecimal("12.345"),
            7,
            0xffff_ffffL,
            new BigInteger("18446744073709551615"),
            new UUID(1, 2),
            1.5f,
            -0x1p-24f,
            Instant.parse("1970-01-02T00:00:00.000000005Z"),
            Instant.parse("9999-12-31T23:59:59Z"),
            Instant.parse("1969-12-31T23:59:59.999Z")));
  }

  record Word(String word) {}

  record Old(
      List<Word> avro,
      List<Word> thrift,
      List<String> hive,
      List<Long> flat,
      Map<String, Long> map) {}

  @Test
  void whatOldWritersMakeMeansWhatItSays() throws IOException {
    Path file = foreign("""
        required group avro (LIST) { repeated group array { required binary word (STRING); } }
        required group thrift (LIST) { repeated group thrift_tuple { required binary word (STRING); } }
        required group hive (LIST) { repeated group bag { optional binary array_element (STRING); } }
        required group flat (LIST) { repeated int64 array; }
        required group map (MAP_KEY_VALUE) {
          repeated group map { required binary key (STRING); optional int64 value; }
        }
        """, row -> {
      row.addGroup("avro").addGroup("array").append("word", "a");
      row.addGroup("thrift").addGroup("thrift_tuple").append("word", "b");
      row.addGroup("hive").addGroup("bag").append("array_element", "c");
      row.addGroup("flat").append("array", 1L);
      row.addGroup("map").addGroup("map").append("key", "k").append("value", 2L);
    });
    assertThat(values(Parquet.from(file, Old.class)))
        .containsExactly(new Old(
            List.of(new Word("a")),
            List.of(new Word("b")),
            List.of("c"),
            List.of(1L),
            Map.of("k", 2L)));
  }

  record Texts(String text) {}

  record Bytes(byte[] bytes) {}

  @Test
  void bytesAreNoTextAndTextIsNoBytes() throws IOException {
    Path file = foreign(
        "required binary text; required binary bytes (STRING);",
        row -> row.append("text", Binary.fromString("abcd"))
            .append("bytes", Binary.fromString("abcd")));
    assertThat(read(Parquet.from(file, Texts.class), 0).get(0).unreadable()).isNotNull();
    assertThat(read(Parquet.from(file, Bytes.class), 0).get(0).unreadable()).isNotNull();
  }

  record Vectors(float[] text) {}

  @Test
  void bytesThatAreNoTextAreNoTextInAColumnOfTextEither() throws IOException {
    Path file = foreign(
        "required binary text (STRING);",
        row -> row.append("text", Binary.fromConstantByteArray(new byte[] {-1, -2})));
    assertThat(read(Parquet.from(file, Texts.class), 0).get(0).unreadable()).isNotNull();
    file = foreign(
        "required binary text (STRING);", row -> row.append("text", Binary.fromString("\ufffd")));
    assertThat(values(Parquet.from(file, Texts.class))).containsExactly(new Texts("\ufffd"));
    file = foreign(
        "required binary text;",
        row -> row.append("text", Binary.fromConstantByteArray(new byte[] {0, 0, 0, 0})));
    assertThat(read(Parquet.from(file, Vectors.class), 0).get(0).unreadable()).isNotNull();
  }

  private <A> Source.Row<A> one(String column, Consumer<Group> fill, Class<A> type)
      throws IOException {
    return read(Parquet.from(foreign("required " + column + ";", fill), type), 0)
        .get(0);
  }

  @Test
  void timesAreNoNumbersAndNumbersNoTimes() throws IOException {
    Consumer<Group> days = row -> row.append("v", 18263);
    assertThat(one("int32 v (DATE)", days, LocalDate.class).value()).isEqualTo("2020-01-02");
    Source.Row<Instant> day = one("int32 v (DATE)", days, Instant.class);
    assertThat(day.unreadable()).isNotNull();
    assertThat(day.text()).isEqualTo("{\"v\":\"2020-01-02\"}");
    assertThat(one("int32 v", days, LocalDate.class).unreadable()).isNotNull();
    assertThat(one("double v", row -> row.append("v", 1.5), LocalDate.class).unreadable())
        .isNotNull();
    Consumer<Group> millis = row -> row.append("v", 1_577_934_245_000L);
    assertThat(one("int64 v", millis, Instant.class).unreadable()).isNotNull();
    String timestamp = "int64 v (TIMESTAMP(MILLIS,true))";
    assertThat(one(timestamp, millis, Instant.class).value()).isEqualTo("2020-01-02T03:04:05Z");
    assertThat(one(timestamp, millis, Duration.class).unreadable()).isNotNull();
    assertThat(one(timestamp, millis, Long.class).unreadable()).isNotNull();
    String time = "int32 v (TIME(MILLIS,true))";
    assertThat(one(time, row -> row.append("v", 3_723_000), Duration.class).text())
        .isEqualTo("{\"v\":\"01:02:03\"}");
  }

  @Test
  void columnsThatTheRecordDoesNotHaveAreIgnoredWhateverTheyHold() throws IOException {
    record Rank(int rank) {}
    Path file = foreign(
        "required int64 at (TIMESTAMP(MICROS,true)); required int32 day (DATE);"
            + " required int32 time (TIME(MILLIS,true)); required binary bytes;"
            + " required group inner { required int64 at (TIMESTAMP(MILLIS,true)); }"
            + " required int32 rank;",
        row -> {
          row.append("at", 253_402_300_799_000_000L) // the end of the year 9999
              .append("day", 18263)
              .append("time", 3_723_000)
              .append("bytes", Binary.fromConstantByteArray(new byte[] {1, -1}));
          row.addGroup("inner").append("at", 0L);
          row.append("rank", 7);
        });
    assertThat(values(Parquet.from(file, Rank.class))).containsExactly(new Rank(7));
  }

  @Test
  void numbersBeyondTheirTypeAreFailedRows() throws IOException {
    Consumer<Group> large = row -> row.append("v", 200);
    assertThat(one("int32 v (INTEGER(8,false))", large, Byte.class).unreadable())
        .isNotNull();
    Consumer<Group> wide = row -> row.append("v", 1e300);
    assertThat(one("double v", wide, Float.class).unreadable()).isNotNull();
    assertThat(one("double v", wide, Double.class).value()).isEqualTo(1e300);
    Consumer<Group> infinite = row -> row.append("v", Double.NEGATIVE_INFINITY);
    assertThat(one("double v", infinite, Float.class).value()).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void aTypeWithoutColumnsIsRefused() {
    record Opaque(Thread thread) {}
    assertThatThrownBy(() -> Parquet.to(directory, Opaque.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("no column for thread", "Fix: ");
  }

  @Test
  void aTypeThatHoldsItselfOrNothingIsRefused() {
    record Tree(String name, List<Tree> children) {}
    record Nothing() {}
    assertThatThrownBy(() -> Parquet.to(directory, Tree.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("element, a Tree", "Fix: ");
    assertThatThrownBy(() -> Parquet.to(directory, Nothing.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("the row, a Nothing", "Fix: ");
  }

  record Named(
      @JsonProperty("passage-id") String id, @JsonIgnore int secret, int rank) {}

  record Renamed(@JsonProperty("passage-id") String id, Integer secret, Integer rank) {}

  @Test
  void anAnnotationOfJacksonsNamesAColumn() throws IOException {
    Path place = directory.resolve("named");
    write(Parquet.to(place, Named.class), List.of(new Named("a", 7, 1)), 1);
    assertThat(values(Parquet.from(place, Renamed.class)))
        .containsExactly(new Renamed("a", null, 1));
  }

  @Test
  void arraysOfLettersAndOptionalsOfPrimitivesComeBackAsTheyWere() throws IOException {
    List<OptionalInt> numbers = List.of(OptionalInt.empty(), OptionalInt.of(3));
    Path place = directory.resolve("numbers");
    write(Parquet.to(place, OptionalInt.class), numbers, 1);
    assertThat(values(Parquet.from(place, OptionalInt.class))).isEqualTo(numbers);
    place = directory.resolve("letters");
    write(Parquet.to(place, char[].class), List.of("aé".toCharArray(), new char[0]), 1);
    assertThat(values(Parquet.from(place, char[].class)))
        .containsExactly("aé".toCharArray(), new char[0]);
  }

  enum Coded {
    ONE;

    @JsonValue
    int code() {
      return 1;
    }
  }

  record Shaped(@JsonFormat(shape = JsonFormat.Shape.STRING) int number) {}

  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Sparse(int number) {}

  @Test
  void whatItsColumnCannotHoldIsNotWritten() throws IOException {
    refuses(new Shaped(5), "the column number cannot hold \"5\"");
    refuses(Coded.ONE, "the column value cannot hold 1");
    refuses(new Sparse(0), "there is nothing for the column number");
    refuses(LocalDate.MAX, "the column value cannot hold " + LocalDate.MAX.toEpochDay());
    refuses("\ud800", "half of a surrogate pair");
  }

  @SuppressWarnings("unchecked") // it is the value's class
  private <T> void refuses(T value, String message) throws IOException {
    Class<T> type = (Class<T>) value.getClass();
    try (Sink.Writer<T> writer =
        Parquet.to(directory.resolve(type.getSimpleName()), type).open(Sink.NOTHING)) {
      assertThatThrownBy(() -> writer.write(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void whatCannotBeWrittenIsAFailedRow() throws IOException {
    List<Instant> rows = Arrays.asList(Instant.EPOCH, Instant.MAX, null, Instant.EPOCH);
    Iterator<Instant> next = rows.iterator();
    Path input = directory.resolve("input");
    write(
        Parquet.to(input, Item.class),
        IntStream.range(0, 4).mapToObj(i -> new Item(i, "item")).toList(),
        4);
    record Timed(int id, Instant time) {}
    BulkReport report = Bulk.of(
            (Stream<Item> items) -> items.map(item -> new Outcome.Value<>(next.next())),
            Parquet.from(input, Item.class),
            (item, time) -> time == null ? null : new Timed(item.id(), time),
            Parquet.to(directory.resolve("output"), Timed.class),
            directory.resolve("checkpoint"))
        .run();
    assertThat(report.failed()).isEqualTo(2);
    assertThat(Files.readAllLines(directory.resolve("checkpoint/failures.jsonl")))
        .satisfiesExactly(
            late -> assertThat(late).contains("\"row\":1,\"error\":\"cannot be written: "),
            none -> assertThat(none).contains("\"row\":2,", "null has no columns"));
    assertThat(values(Parquet.from(directory.resolve("output"), Timed.class)))
        .containsExactly(new Timed(0, Instant.EPOCH), new Timed(3, Instant.EPOCH));
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    write(
        Parquet.to(directory.resolve("items"), Item.class),
        IntStream.range(0, 1_000).mapToObj(i -> new Item(i, "item " + i)).toList(),
        1_000);
    Path file = directory.resolve("items/part-000000.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Source<Item> source = Parquet.from(file, Item.class);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    assertThatThrownBy(() -> read(source, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " cannot be read: it is not a Parquet file");
    Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0x5a);
    Files.write(file, bytes);
    assertThatThrownBy(() -> read(source, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " cannot be read: ");
  }

  @Test
  void whatOthersWriteMeanwhileIsNotTouched() throws IOException {
    Path output = directory.resolve("output");
    var bulk = bulk(directory, Disk.REAL).listener(progress -> output.toFile().mkdir());
    assertThatThrownBy(bulk::run)
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("Fix: ");
    assertThat(output).isEmptyDirectory();
    Files.delete(output);
    check(directory, bulk(directory, Disk.REAL).run());
  }

  @Test
  void onlyFilesOfItsOwnAreRemovedFromAnUnfinishedOutput() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    bulk(directory, Disk.REAL).stopWhen(() -> asked.incrementAndGet() > 2).run();
    Path note = Files.writeString(directory.resolve("output.part/note.txt"), "mine");
    Path left = Files.writeString(directory.resolve("output.part/part-000099.parquet.part"), "");
    assertThat(bulk(directory, Disk.REAL).run().complete()).isTrue();
    assertThat(left).doesNotExist();
    assertThat(note).doesNotExist();
    assertThat(directory.resolve("output/note.txt")).hasContent("mine");
  }

  private Bulk<Item, Item, Item> bulk(Path place, Disk disk) throws IOException {
    Path input = directory.resolve("input");
    if (!Files.exists(input)) {
      write(
          Parquet.to(input, Item.class),
          IntStream.range(0, 5).mapToObj(i -> new Item(i, "item " + i)).toList(),
          3);
    }
    return Bulk.of(
            (Stream<Item> items) -> items.map(
                item -> (Outcome<Item>) new Outcome.Value<>(new Item(item.id() * 2, item.text()))),
            Parquet.from(input, Item.class),
            Parquet.<Item>sink(
                place.resolve("output"), Values.MAPPER.constructType(Item.class), disk),
            place.resolve("checkpoint"))
        .checkpointEvery(Duration.ZERO);
  }

  @Test
  void aDiskThatIsFullIsToldWithTheFile() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Disk disk = new Disk() {
      @Override
      public FileChannel open(Path file, long length) throws IOException {
        return super.open(file.endsWith("part-000000.parquet.part") ? full : file, length);
      }
    };
    assertThatThrownBy(() -> bulk(directory, disk).run())
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("part-000000.parquet.part: No space left on device");
  }

  private void check(Path place, BulkReport report) throws IOException {
    assertThat(report.complete()).isTrue();
    assertThat(values(Parquet.from(place.resolve("output"), Item.class)))
        .extracting(Item::id)
        .containsExactly(0, 2, 4, 6, 8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrashAnywhereLosesAndDoublesNothing(boolean powerFails) throws IOException {
    for (int point = 0; ; point++) {
      Path place = Files.createDirectories(directory.resolve(powerFails + "" + point));
      try {
        check(place, bulk(place, new CrashingDisk(point, powerFails)).run());
        assertThat(point).isGreaterThan(20);
        return;
      } catch (CrashingDisk.Crash e) {
        check(place, bulk(place, Disk.REAL).run());
      }
    }
  }

  @Test
  void whatOthersHaveWrittenIsNotTouched() throws IOException {
    Files.createDirectories(directory.resolve("output"));
    assertThatThrownBy(() -> bulk(directory, Disk.REAL).run())
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void ofRunsThatBeginOneOutputAtOnceOneIsRefused() throws IOException {
    Path part = directory.resolve("output.part");
    Disk beginsSecond = new Disk() {
      @Override
      public void makeNew(Path path, boolean isDirectory) throws IOException {
        Files.createDirectory(part);
        super.makeNew(path, isDirectory);
      }
    };
    assertThatThrownBy(() -> bulk(directory, beginsSecond).run())
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContainingAll("output.part", "another run", "Fix: ");
    Files.delete(part);
    check(directory, bulk(directory, Disk.REAL).run());
  }

  @Test
  void anEmptyOutputStillHasItsColumns() throws IOException {
    write(Parquet.to(directory.resolve("none"), Item.class), List.of(), 1);
    assertThat(values(Parquet.from(directory.resolve("none"), Item.class))).isEmpty();
  }
}
