package dev.headrace.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.headrace.bulk.Bulk;
import dev.headrace.bulk.BulkReport;
import dev.headrace.bulk.CrashingDisk;
import dev.headrace.bulk.Sink;
import dev.headrace.bulk.Source;
import dev.headrace.bulk.internal.Disk;
import dev.headrace.runtime.Outcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    assertThat(rows.get(1).unreadable()).isNotNull();
  }

  @Test
  void aTypeWithoutColumnsIsRefused() {
    record Opaque(Thread thread) {}
    assertThatThrownBy(() -> Parquet.to(directory, Opaque.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("no column for thread", "Fix: ");
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
  void anEmptyOutputStillHasItsColumns() throws IOException {
    write(Parquet.to(directory.resolve("none"), Item.class), List.of(), 1);
    assertThat(values(Parquet.from(directory.resolve("none"), Item.class))).isEmpty();
  }
}
