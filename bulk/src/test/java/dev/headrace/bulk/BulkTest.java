package dev.headrace.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.headrace.bulk.internal.Disk;
import dev.headrace.runtime.ConfigurationException;
import dev.headrace.runtime.Device;
import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.Listeners;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import dev.headrace.runtime.Outcome;
import dev.headrace.runtime.PipelineListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BulkTest {
  private final SquaresExecutor executor = SquaresExecutor.builder().build();
  private Workspace work;

  @BeforeEach
  void use(@TempDir Path directory) {
    work = new Workspace(directory);
  }

  @AfterEach
  void close() {
    executor.close();
  }

  @Test
  void rowsComeInOrderAndFailedOnesIntoTheirOwnFile() throws IOException {
    BulkReport report = work.withItems(1_000).bulk(executor).run();
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(1_000));
    assertThat(work.failureLines()).isEqualTo(Workspace.failures(1_000));
    assertThat(report.complete()).isTrue();
    assertThat(report.rows()).isEqualTo(1_000);
    assertThat(report.failed()).isEqualTo(77);
  }

  @Test
  void aCompleteRunIsLeftAsItIs() throws IOException {
    work.withItems(20).bulk(executor).run();
    FileTime before = Files.getLastModifiedTime(work.output());
    executor.close(); // it would refuse to do anything
    BulkReport again = work.bulk(executor).run();
    assertThat(again.complete()).isTrue();
    assertThat(again.rows()).isEqualTo(again.rowsBefore()).isEqualTo(20);
    assertThat(Files.getLastModifiedTime(work.output())).isEqualTo(before);
  }

  @Test
  void anEmptyInputGivesAnEmptyOutput() throws IOException {
    assertThat(work.withItems(0).bulk(executor).run().complete()).isTrue();
    assertThat(work.outputLines()).isEmpty();
  }

  @Test
  void aStoppedRunGoesOnWhereItWas() throws IOException {
    work.withItems(3_000);
    AtomicInteger asked = new AtomicInteger();
    BulkReport first =
        work.bulk(executor).stopWhen(() -> asked.incrementAndGet() > 1_500).run();
    assertThat(first.complete()).isFalse();
    assertThat(first.rows()).isEqualTo(1_500);
    assertThat(work.output()).doesNotExist();
    BulkReport second = work.bulk(executor).run();
    assertThat(second.rowsBefore()).isEqualTo(1_500);
    assertThat(second.rows()).isEqualTo(3_000);
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(3_000));
    assertThat(work.failureLines()).isEqualTo(Workspace.failures(3_000));
  }

  @Test
  void whatOthersHaveWrittenIsNotTouched() throws IOException {
    Files.writeString(work.withItems(3).output(), "precious");
    assertThatThrownBy(() -> work.bulk(executor).run())
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("squares.jsonl");
    assertThat(work.output()).hasContent("precious");
  }

  /** Two runs with checkpoints of their own, both of which have seen that there is no output yet. */
  @Test
  void ofRunsThatBeginOneOutputAtOnceOneIsRefused() throws IOException {
    Path part = work.withItems(3).output().resolveSibling("squares.jsonl.part");
    Disk beginsSecond = new Disk() {
      @Override
      public void rename(Path from, Path to) throws IOException {
        super.rename(from, to);
        if (to.endsWith("checkpoint.json") && !Files.exists(part)) {
          Files.writeString(part, "of the other");
        }
      }
    };
    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> work.bulk(executor, beginsSecond).run())
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContainingAll("squares.jsonl.part", "Fix: ");
      assertThat(part).hasContent("of the other");
    }
    Files.delete(part);
    assertThat(work.bulk(executor).run().complete()).isTrue();
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(3));
  }

  @Test
  void whatOthersWriteMeanwhileIsNotTouched() throws IOException {
    var bulk = work.withItems(3).bulk(executor).listener(progress -> {
      if (!Files.exists(work.output())) {
        write(work.output(), "precious");
      }
    });
    assertThatThrownBy(bulk::run)
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContainingAll("squares.jsonl", "Fix: ");
    assertThat(work.output()).hasContent("precious");
    Files.delete(work.output());
    assertThat(work.bulk(executor).run().complete()).isTrue();
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(3));
  }

  @Test
  void anOutputThatOthersWriteTooIsNotPublished() throws IOException {
    Path part = work.directory().resolve("squares.jsonl.part");
    var bulk = work.withItems(3).bulk(executor).listener(progress -> {
      if (progress.fraction() == 1) {
        write(part, "{}\n".repeat(100));
      }
    });
    assertThatThrownBy(() -> bulk.checkpointEvery(Duration.ZERO).run())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(part + " is not what the run wrote", "Fix: ");
    assertThat(work.output()).doesNotExist();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theOutputsDirectoryIsMade() throws IOException {
    Path output = work.withItems(3).directory().resolve("new/deeper/squares.jsonl");
    Bulk.run(
        executor::squareOutcomes,
        JsonLines.from(work.input(), Squares.Item.class),
        JsonLines.to(output),
        work.checkpoint());
    assertThat(Files.readAllLines(output)).isEqualTo(Workspace.squares(3));
  }

  @Test
  void aModelThatCannotBeBuiltIsNoFaultOfTheRows() throws IOException {
    work.withItems(10);
    try (SquaresExecutor broken = SquaresExecutor.builder()
        .model(() -> {
          throw new IllegalStateException("no weights");
        })
        .build()) {
      assertThatThrownBy(() -> work.bulk(broken).run())
          .isInstanceOf(NodeException.class)
          .hasMessageContaining("no weights");
    }
    assertThat(work.bulk(executor).run().failed()).isEqualTo(1);
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(10));
  }

  @Test
  void aRunThatStopsAmongFailuresKeepsWhatCameBeforeThem() throws IOException {
    work.withItems(32); // 31 fails
    AtomicInteger asked = new AtomicInteger();
    BulkReport first =
        work.bulk(executor).stopWhen(() -> asked.incrementAndGet() > 32).run();
    assertThat(first.complete()).isFalse();
    assertThat(first.rows()).isEqualTo(31);
    assertThat(first.failed()).isEqualTo(2);
    BulkReport second = work.bulk(executor).run();
    assertThat(second.rowsBefore()).isEqualTo(31);
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(32));
    assertThat(work.failureLines()).isEqualTo(Workspace.failures(32));
  }

  @Test
  void linesThatAreNoTextAreFailedRows() throws IOException {
    Files.write(
        work.withItems(1).input(),
        new byte[] {
          0, 0, 0, 0, '\n', 0, 0, 0, '{', 127, -1, -1, -1, '\n', -2, -1, 0, '{', '\n', '"', -1, '"'
        },
        StandardOpenOption.APPEND);
    assertThat(work.bulk(executor).run().failed()).isEqualTo(4);
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(1));
  }

  @Test
  void anEntryThatGivesMoreThanItWasGivenIsFoundOut() throws IOException {
    work.withItems(3);
    assertThatThrownBy(() -> Bulk.run(
            rows -> rows.flatMap(
                row -> Stream.of(new Outcome.Value<>(row.id()), new Outcome.Value<>(row.id()))),
            JsonLines.from(work.input(), Squares.Item.class),
            JsonLines.to(work.output()),
            work.checkpoint()))
        .isInstanceOf(BulkException.class)
        .hasMessageContaining("more results");
  }

  @Test
  void theTimeBetweenCheckpointsMayBeAnythingButNegative() throws IOException {
    var bulk = work.withItems(3).bulk(executor);
    assertThatThrownBy(() -> bulk.checkpointEvery(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(bulk.checkpointEvery(Duration.ofSeconds(Long.MAX_VALUE)).run().complete())
        .isTrue();
  }

  private void stopAfter(int rows) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    work.bulk(executor)
        .configuration("a")
        .stopWhen(() -> asked.incrementAndGet() > rows)
        .run();
  }

  @Test
  void anotherInputIsRefused() throws IOException {
    work.withItems(100);
    stopAfter(10);
    work.withLines(IntStream.range(1, 101).mapToObj(Workspace::line));
    assertThatThrownBy(() -> work.bulk(executor).configuration("a").run())
        .isInstanceOf(BulkException.class)
        .hasMessageContainingAll("the input was", "items.jsonl", "Fix: ")
        .hasMessageNotContaining("the output was");
    assertThat(work.output()).doesNotExist();
  }

  @Test
  void anotherConfigurationIsRefused() throws IOException {
    work.withItems(100);
    stopAfter(10);
    assertThatThrownBy(() -> work.bulk(executor).configuration("b").run())
        .isInstanceOf(BulkException.class)
        .hasMessageContaining("  the configuration was a\n  and is b\n");
    assertThat(work.bulk(executor).configuration("a").run().complete()).isTrue();
  }

  @Test
  void anOutputThatLostRowsIsRefused() throws IOException {
    work.withItems(100);
    stopAfter(50);
    Files.writeString(work.directory().resolve("squares.jsonl.part"), "");
    assertThatThrownBy(() -> work.bulk(executor).configuration("a").run())
        .hasMessageContainingAll("has 0 bytes", "were committed");
  }

  @Test
  void aCheckpointThatCannotBeReadIsRefused() throws IOException {
    work.withItems(100);
    stopAfter(50);
    Files.writeString(work.checkpoint().resolve("checkpoint.json"), "{");
    assertThatThrownBy(() -> work.bulk(executor).run())
        .isInstanceOf(BulkException.class)
        .hasMessageContainingAll("checkpoint.json cannot be read", "Fix: ");
  }

  @Test
  @SuppressWarnings("try") // the first run only has to be there
  void twoRunsDoNotShareACheckpoint() throws IOException {
    work.withItems(3);
    try (var first = CheckpointDirectory.open(work.checkpoint(), Disk.REAL)) {
      assertThatThrownBy(() -> work.bulk(executor).run())
          .isInstanceOf(BulkException.class)
          .hasMessageContaining("another run uses");
    }
    assertThat(work.bulk(executor).run().complete()).isTrue();
  }

  /** A run in a process of its own, which ends with 9 if it may not use the directory. */
  static final class Contender {
    private Contender() {}

    @SuppressWarnings("try") // it only has to be opened
    public static void main(String[] arguments) throws IOException {
      try (var checkpoints = CheckpointDirectory.open(Path.of(arguments[0]), Disk.REAL)) {
        System.exit(0);
      } catch (BulkException e) {
        System.exit(9);
      }
    }

    static int exitCode(Path directory) throws Exception {
      return start(Contender.class, directory).waitFor();
    }
  }

  private static Process start(Class<?> program, Path directory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            directory.toString())
        .start();
  }

  /** A run whose listener ends the process. */
  static final class Quitter {
    private Quitter() {}

    public static void main(String[] arguments) throws IOException {
      try (SquaresExecutor executor = SquaresExecutor.builder().build()) {
        new Workspace(Path.of(arguments[0]))
            .bulk(executor)
            .stopOnShutdown()
            .listener(progress -> System.exit(9))
            .run();
      }
    }
  }

  /** A run one of whose steps, on a thread of its resource, does. */
  static final class StepQuitter {
    private StepQuitter() {}

    public static void main(String[] arguments) throws IOException {
      Listeners.add(new PipelineListener() {
        @Override
        public void instanceCreated(String resource, Device device) {
          System.exit(9);
        }
      });
      try (SquaresExecutor executor = SquaresExecutor.builder().build()) {
        new Workspace(Path.of(arguments[0])).bulk(executor).stopOnShutdown().run();
      }
    }
  }

  @Test
  void aListenerMayEndTheProcess() throws Exception {
    endsTheProcess(Quitter.class);
  }

  @Test
  void aStepMayEndTheProcess() throws Exception {
    endsTheProcess(StepQuitter.class);
  }

  private void endsTheProcess(Class<?> quitter) throws Exception {
    Process process = start(quitter, work.withItems(3).directory());
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(9);
    } finally {
      process.destroyForcibly();
    }
    assertThat(work.bulk(executor).run().complete()).isTrue();
  }

  @Test
  @SuppressWarnings("try") // the runs only have to be there
  void aRunThatIsRefusedDoesNotUnlockTheOther() throws Exception {
    Path link = Files.createSymbolicLink(
        work.directory().resolve("link"),
        Files.createDirectories(work.checkpoint()).toRealPath());
    try (var first = CheckpointDirectory.open(work.checkpoint(), Disk.REAL)) {
      assertThatThrownBy(() -> CheckpointDirectory.open(link, Disk.REAL))
          .isInstanceOf(BulkException.class)
          .hasMessageContaining("another run uses");
      assertThat(Contender.exitCode(work.checkpoint())).isEqualTo(9);
    }
    assertThat(Contender.exitCode(work.checkpoint())).isZero();
  }

  @Test
  void unreadableRowsAreFailedRows() throws IOException {
    work.withLines(Stream.of(
        Workspace.line(1),
        "{\"id\":2",
        "",
        "{\"text\":\"no id\"}",
        "{\"id\":1.5,\"text\":\"half\"}",
        "null",
        Workspace.line(3),
        "[]"));
    BulkReport report = work.bulk(executor).run();
    assertThat(report.rows()).isEqualTo(7);
    assertThat(report.failed()).isEqualTo(5);
    assertThat(work.outputLines()).hasSize(2);
    List<String> failures = work.failureLines();
    assertThat(failures).hasSize(5);
    assertThat(failures.get(0)).startsWith("{\"row\":1,\"error\":\"cannot be read: ");
    assertThat(failures.get(0)).endsWith("\"input\":\"{\\\"id\\\":2\"}");
    assertThat(failures.get(4)).startsWith("{\"row\":6,");
  }

  enum Color {
    RED,
    GREEN
  }

  record Strict(Integer number, Color color, boolean flag) {}

  @Test
  void aSlipThatWouldChangeAValueIsAFailedRow() throws IOException {
    work.withLines(Stream.of(
        "{\"number\":1,\"color\":\"GREEN\",\"flag\":true}",
        "{\"number\":\"\",\"color\":\"GREEN\",\"flag\":true}", // no null
        "{\"number\":1,\"color\":1,\"flag\":true}", // the second color
        "{\"number\":1,\"color\":\"\",\"flag\":true}",
        "{\"number\":1,\"color\":\"GREEN\",\"flag\":2}",
        "{\"number\":1,\"color\":\"GREEN\"}"));
    BulkReport report = Bulk.run(
        (Stream<Strict> rows) -> rows.map(row -> new Outcome.Value<>(row.toString())),
        JsonLines.from(work.input(), Strict.class),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(work.outputLines()).containsExactly("\"Strict[number=1, color=GREEN, flag=true]\"");
    assertThat(report.failed()).isEqualTo(5);
  }

  record Parts(List<Strict> parts) {}

  @Test
  void aRowThatDoesNotFitSaysWhere() throws IOException {
    work.withLines(Stream.of(
        "{\"parts\":[{\"number\":1,\"flag\":true},{\"number\":1}]}",
        "{\"parts\":[{\"number\":1.5,\"flag\":true}]}"));
    BulkReport report = Bulk.run(
        (Stream<Parts> rows) -> rows.map(row -> new Outcome.Value<>(row.toString())),
        JsonLines.from(work.input(), Parts.class),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(report.failed()).isEqualTo(2);
    assertThat(work.failureLines().get(0))
        .startsWith("{\"row\":0,\"error\":\"cannot be read: parts[1].flag: Cannot map `null` "
            + "into type `boolean`\"");
    assertThat(work.failureLines().get(1))
        .startsWith("{\"row\":1,\"error\":\"cannot be read: parts[0].number: ");
  }

  record Sizes(
      byte small,
      float single,
      double precise,
      Instant time,
      LocalDate day,
      Duration duration,
      float[] vector) {}

  @Test
  void whatAValueIsTakenForIsWhatItIs() throws IOException {
    Map<String, String> good = new LinkedHashMap<>();
    good.put("small", "-128");
    good.put("single", "3e38");
    good.put("precise", "\"Infinity\"");
    good.put("time", "\"2020-01-02T03:04:05+01:00\"");
    good.put("day", "\"2020-01-02\"");
    good.put("duration", "\"PT1S\"");
    good.put("vector", "[1,2.5]");
    Map<String, List<String>> bad = Map.of(
        "small", List.of("128", "200"),
        "single", List.of("1e39"),
        "precise", List.of("1e999"),
        "time", List.of("1577934245000", "1.5", "\"1577934245\""),
        "day", List.of("18263", "[2020,1,2]", "\"2020-01-02T03:04:05Z\""),
        "duration", List.of("5"),
        "vector", List.of("\"AAAAAA==\"", "\"\"", "[1e39]"));
    List<String> lines = new ArrayList<>(List.of(object(good)));
    bad.forEach((name, values) -> values.forEach(value -> {
      Map<String, String> one = new LinkedHashMap<>(good);
      one.put(name, value);
      lines.add(object(one));
    }));
    work.withLines(lines.stream());
    BulkReport report = Bulk.run(
        (Stream<Sizes> rows) -> rows.map(row -> new Outcome.Value<>(row)),
        JsonLines.from(work.input(), Sizes.class),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(work.outputLines())
        .containsExactly(
            "{\"small\":-128,\"single\":3.0E38,\"precise\":\"Infinity\","
                + "\"time\":\"2020-01-02T02:04:05Z\",\"day\":\"2020-01-02\",\"duration\":\"PT1S\",\"vector\":[1.0,2.5]}");
    assertThat(report.failed()).isEqualTo(14);
  }

  private static String object(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
        .collect(joining(",", "{", "}"));
  }

  @Test
  void aRowThatIsNoTimeIsAFailedRow() throws IOException {
    work.withLines(Stream.of("1e30", "\"2020-01-02T03:04:05Z\""));
    BulkReport report = Bulk.run(
        (Stream<Instant> rows) -> rows.map(row -> new Outcome.Value<>(row)),
        JsonLines.from(work.input(), Instant.class),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(report.failed()).isEqualTo(1);
  }

  @Test
  void aMarkOfByteOrderIsNoRow() throws IOException {
    work.withLines(Stream.of("\ufeff\r", "1"));
    BulkReport report = Bulk.run(
        (Stream<Integer> rows) -> rows.map(row -> new Outcome.Value<>(row)),
        JsonLines.from(work.input(), Integer.class),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(report.failed()).isZero();
    assertThat(work.outputLines()).containsExactly("1");
  }

  @Test
  void aStringMayBeAsLongAsItIs() throws IOException {
    int length = 20_000_001; // one more than Jackson takes by default
    work.withLines(Stream.of("\"" + "x".repeat(length) + "\""));
    Bulk.run(
        (Stream<String> rows) -> rows.map(row -> new Outcome.Value<>(row.length())),
        JsonLines.from(work.input(), String.class),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(work.outputLines()).containsExactly("" + length);
  }

  @Test
  void anyNumberOfUnreadableRowsIsReadInBoundedMemory() throws IOException {
    int n = 20_000;
    work.withLines(Stream.concat(
        Stream.of(Workspace.line(1)),
        Stream.concat(Stream.generate(() -> "?").limit(n), Stream.of(Workspace.line(2)))));
    AtomicLong clock = new AtomicLong();
    AtomicInteger told = new AtomicInteger();
    var bulk =
        work.bulk(executor).maxFailuresInARow(n).listener(progress -> told.incrementAndGet());
    bulk.clock = () -> clock.addAndGet(1_000_000_000);
    BulkReport report = bulk.run();
    assertThat(report.failed()).isEqualTo(n);
    assertThat(work.outputLines()).hasSize(2);
    assertThat(told.get()).isGreaterThan(15); // also while there is nothing that can be read
  }

  @Test
  void aRunOfFailuresEndsTheRunAndIsNotCounted() throws IOException {
    work.withLines(Stream.concat(
        IntStream.range(0, 4).mapToObj(Workspace::line),
        Stream.generate(() -> "?").limit(50)));
    assertThatThrownBy(() -> work.bulk(executor)
            .maxFailuresInARow(20)
            .checkpointEvery(Duration.ZERO)
            .run())
        .isInstanceOf(BulkException.class)
        .hasMessageContainingAll(
            "21 rows failed one after the other, the last one, row 24: ", "Fix: ");
    BulkReport report = work.bulk(executor).run();
    assertThat(report.rowsBefore()).isEqualTo(4);
    assertThat(report.failed()).isEqualTo(50);
    assertThat(work.failureLines()).hasSize(50);
  }

  @Test
  void aRunThatIsGivenUpKeepsWhatWasDone() throws IOException {
    work.withLines(Stream.concat(
        IntStream.range(0, 4).mapToObj(Workspace::line),
        Stream.generate(() -> "?").limit(50)));
    assertThatThrownBy(() -> work.bulk(executor).maxFailuresInARow(20).run())
        .isInstanceOf(BulkException.class);
    assertThat(work.bulk(executor).run().rowsBefore()).isEqualTo(4);
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(4));
  }

  @Test
  void aRunWhoseInputFailsKeepsWhatWasDone() throws IOException {
    work.withItems(20);
    Source<Squares.Item> good = JsonLines.from(work.input(), Squares.Item.class);
    Source<Squares.Item> bad = failing(good, 10);
    assertThatThrownBy(() -> Bulk.run(
            (Stream<Squares.Item> rows) -> rows.map(row -> new Outcome.Value<>(row.id())),
            bad,
            JsonLines.to(work.output()),
            work.checkpoint()))
        .isInstanceOf(IOException.class)
        .hasMessage("bad sector");
    BulkReport report = Bulk.run(
        (Stream<Squares.Item> rows) -> rows.map(row -> new Outcome.Value<>(row.id())),
        good,
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(report.rowsBefore()).isEqualTo(10);
    assertThat(work.outputLines()).hasSize(20);
  }

  /** A source whose rows are read in another way. */
  private record Altered<A, B>(Source<A> source, Reading<A, B> reading) implements Source<B> {
    @Override
    public String fingerprint() throws IOException {
      return source.fingerprint();
    }

    @Override
    public long end() throws IOException {
      return source.end();
    }

    @Override
    public Reader<B> open(long position) throws IOException {
      Reader<A> reader = source.open(position);
      return new Reader<>() {
        private int read;

        @Override
        public @Nullable Row<B> next() throws IOException {
          return reading.next(reader, read++);
        }

        @Override
        public long position() {
          return reader.position();
        }

        @Override
        public void close() throws IOException {
          reader.close();
        }
      };
    }
  }

  /** How the next row is read, after so many. */
  private interface Reading<A, B> {
    Source.@Nullable Row<B> next(Source.Reader<A> reader, int read) throws IOException;
  }

  /** A disk that cannot be read after some rows. */
  private static <A> Source<A> failing(Source<A> source, int rows) {
    return new Altered<>(source, (reader, read) -> {
      if (read == rows) {
        throw new IOException("bad sector");
      }
      return reader.next();
    });
  }

  @Test
  void failuresOfTheWholeRunAreNotTheRows() throws IOException {
    work.withItems(10);
    try (SquaresExecutor broken = SquaresExecutor.builder().unit(-1).build()) {
      assertThatThrownBy(() -> work.bulk(broken).run())
          .isInstanceOf(NodeException.class)
          .hasMessageContaining("negative unit");
    }
    assertThat(work.bulk(executor).run().failed()).isEqualTo(1);
    assertThat(work.outputLines()).isEqualTo(Workspace.squares(10));
  }

  @Test
  void onlyFailuresThatAreTheRowsOwnAreRowFailures() {
    assertThat(RowFailure.is(new ConfigurationException("no model"))).isFalse();
    assertThat(RowFailure.is(new NodeException("n", NodeException.BOUND, "m"))).isFalse();
    assertThat(RowFailure.is(new NodeException("n", 3, "m"))).isTrue();
  }

  @Test
  void theRowsOfTheOutputCanHoldTheInput() throws IOException {
    work.withItems(3);
    Bulk.of(
            executor::squareOutcomes,
            JsonLines.from(work.input(), Squares.Item.class),
            (item, square) -> List.of(item.text(), square.square()),
            JsonLines.to(work.output()),
            work.checkpoint())
        .run();
    assertThat(work.outputLines())
        .containsExactly("[\"item 0\",0]", "[\"item 1\",1]", "[\"item 2\",4]");
  }

  @Test
  void aRowThatCannotBeMadeOrWrittenIsAFailedRow() throws IOException {
    record Holder(Object content) {}
    work.withItems(4);
    BulkReport report = Bulk.of(
            executor::squareOutcomes,
            JsonLines.from(work.input(), Squares.Item.class),
            (item, square) -> switch (item.id()) {
              case 1 -> throw new IllegalStateException("no row for " + item.id());
              case 2 -> new Holder(new Object()); // which Jackson knows no way to write
              default -> new Holder(item.id());
            },
            JsonLines.<Holder>to(work.output()),
            work.checkpoint())
        .run();
    assertThat(report.failed()).isEqualTo(2);
    assertThat(work.outputLines()).containsExactly("{\"content\":0}", "{\"content\":3}");
    assertThat(work.failureLines())
        .satisfiesExactly(
            made -> assertThat(made)
                .isEqualTo(
                    "{\"row\":1,\"error\":\"cannot be written: IllegalStateException: no row for 1\","
                        + "\"input\":" + Workspace.line(1) + "}"),
            written ->
                assertThat(written).startsWith("{\"row\":2,\"error\":\"cannot be written: "));
  }

  @Test
  void aListenerThatFailsStopsNothing() throws IOException {
    BulkReport report = work.withItems(3)
        .bulk(executor)
        .listener(progress -> {
          throw new NoClassDefFoundError("no terminal");
        })
        .run();
    assertThat(report.complete()).isTrue();
  }

  @Test
  void aCompressedFileIsRefusedBeforeItLeavesACheckpoint() throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(work.input()))) {
      out.write(Workspace.line(1).getBytes(UTF_8));
    }
    assertThatThrownBy(() -> work.bulk(executor).run())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(work.input() + ": it is compressed", "Fix: ");
    assertThat(work.withItems(1).bulk(executor).run().rows()).isEqualTo(1);
  }

  /** What Jackson knows no way to write. */
  private record Opaque(Object content) {
    @Override
    public String toString() {
      return "opaque";
    }
  }

  @Test
  void aFailedRowThatJsonHasNoFormOfIsWrittenAsText() throws IOException {
    work.withItems(2);
    Bulk.run(
        (Stream<Opaque> rows) ->
            rows.map(row -> new Outcome.Failure<Integer>(new HeadraceException("none of these"))),
        new Altered<Squares.Item, Opaque>(
            JsonLines.from(work.input(), Squares.Item.class),
            (reader, read) ->
                reader.next() == null ? null : Source.Row.of(new Opaque(new Object()))),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(work.failureLines())
        .containsExactly(
            "{\"row\":0,\"error\":\"HeadraceException: none of these\",\"input\":\"opaque\"}",
            "{\"row\":1,\"error\":\"HeadraceException: none of these\",\"input\":\"opaque\"}");
  }

  @Test
  void aFailedRowHasItsNumberInTheInputEverywhere() throws IOException {
    work.withLines(Stream.of("?", Workspace.line(0), Workspace.line(1)));
    List<HeadraceException> failures = List.of(
        new NullResultException("square", 0),
        new NodeException("number", 1, "bad on row 1, not in row 1"));
    Bulk.run(
        (Stream<Squares.Item> rows) ->
            rows.map(row -> new Outcome.Failure<Integer>(failures.get(row.id()))),
        JsonLines.from(work.input(), Squares.Item.class),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(work.failureLines())
        .satisfiesExactly(
            unreadable -> assertThat(unreadable).startsWith("{\"row\":0,"),
            missing -> assertThat(missing)
                .startsWith("{\"row\":1,\"error\":\"NullResultException: square is null on row 1,"),
            bad -> assertThat(bad)
                .startsWith(
                    "{\"row\":2,\"node\":\"number\",\"error\":\"bad on row 2, not in row 1\""));
  }

  @Test
  void aFailureThatCannotSayWhatItIsEndsNoRun() throws IOException {
    work.withItems(1);
    Exception broken = new RuntimeException() {
      private static final long serialVersionUID = 1;

      @Override
      public String getMessage() {
        throw new IllegalStateException("no message");
      }
    };
    BulkReport report = Bulk.run(
        (Stream<Squares.Item> rows) -> rows.map(
            row -> new Outcome.Failure<Integer>(new NodeException("number", 0, null, broken))),
        JsonLines.from(work.input(), Squares.Item.class),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(report.failed()).isEqualTo(1);
    assertThat(work.failureLines()).hasSize(1);
  }

  @Test
  void aDirectoryIsNoFileOfLines() throws IOException {
    Files.createDirectories(work.input());
    assertThatThrownBy(() -> work.bulk(executor).run())
        .isInstanceOf(IOException.class)
        .hasMessage(work.input() + ": it is a directory");
  }

  @Test
  void rowsMayBeOfAGenericType() throws IOException {
    work.withLines(Stream.of("[1,2]", "[3]"));
    Bulk.run(
        (Stream<List<Integer>> rows) -> rows.map(row -> new Outcome.Value<>(row.size())),
        JsonLines.from(work.input(), new TypeReference<List<Integer>>() {}),
        JsonLines.to(work.output()),
        work.checkpoint());
    assertThat(work.outputLines()).containsExactly("2", "1");
  }

  @Test
  void anEntryThatLosesRowsIsFoundOut() throws IOException {
    work.withItems(3);
    assertThatThrownBy(() -> Bulk.run(
            rows -> rows.limit(2).map(row -> new Outcome.Value<>(row.id())),
            JsonLines.from(work.input(), Squares.Item.class),
            JsonLines.to(work.output()),
            work.checkpoint()))
        .isInstanceOf(BulkException.class)
        .hasMessageContaining("fewer results");
  }

  @Test
  void progressIsToldWithRateAndTimeLeft() throws IOException {
    work.withItems(1_000);
    AtomicLong clock = new AtomicLong();
    List<BulkProgress> told = new ArrayList<>();
    var bulk = work.bulk(executor).listener(told::add);
    bulk.clock = () -> clock.addAndGet(10_000_000);
    bulk.run();
    assertThat(told).hasSizeGreaterThan(3);
    assertThat(told.get(0).rows()).isZero();
    assertThat(told.get(0).timeLeft()).isEmpty();
    BulkProgress middle = told.get(told.size() / 2);
    assertThat(middle.fraction()).isBetween(0.1, 0.9);
    assertThat(middle.rowsPerSecond()).isPositive();
    double left = middle.elapsed().toNanos() * (1 / middle.fraction() - 1);
    assertThat(middle.timeLeft().orElseThrow().toNanos() / left).isBetween(0.999, 1.001);
    BulkProgress last = told.get(told.size() - 1);
    assertThat(last.rows()).isEqualTo(1_000);
    assertThat(last.fraction()).isEqualTo(1);
    assertThat(last.timeLeft()).contains(Duration.ZERO);
  }

  @Test
  void progressOfAResumedRunIsThatOfThisStart() throws IOException {
    work.withItems(1_000);
    AtomicInteger asked = new AtomicInteger();
    work.bulk(executor).stopWhen(() -> asked.incrementAndGet() > 600).run();
    AtomicLong clock = new AtomicLong();
    List<BulkProgress> told = new ArrayList<>();
    var bulk = work.bulk(executor).listener(told::add);
    bulk.clock = () -> clock.addAndGet(10_000_000);
    bulk.run();
    BulkProgress middle = told.get(told.size() / 2);
    double seconds = middle.elapsed().toNanos() / 1e9;
    assertThat(middle.rows()).isBetween(650L, 950L);
    assertThat(middle.rowsPerSecond() * seconds).isCloseTo(middle.rows() - 600, within(1e-6));
    double left = seconds / (middle.rows() - 600) * (1_000 - middle.rows());
    assertThat(middle.timeLeft().orElseThrow().toNanos() / 1e9 / left).isBetween(0.99, 1.01);
    told.clear();
    work.bulk(executor).listener(told::add).run(); // it is complete
    assertThat(told).hasSize(1);
    assertThat(told.get(0).fractionBefore()).isEqualTo(1);
    assertThat(told.get(0).rowsPerSecond()).isZero();
    assertThat(told.get(0).timeLeft()).contains(Duration.ZERO);
  }

  /** A disk that is full where a file is to be written. */
  static Disk fullFor(String name) {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    return new Disk() {
      @Override
      public FileChannel open(Path file, long length) throws IOException {
        return super.open(file.getFileName().toString().equals(name) ? full : file, length);
      }
    };
  }

  @Test
  void aDiskThatIsFullIsToldWithTheFile() throws IOException {
    work.withItems(3);
    for (String name : List.of("checkpoint.json.part", "squares.jsonl.part")) {
      assertThatThrownBy(() -> work.bulk(executor, fullFor(name)).run())
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining(name + ": No space left on device");
    }
    assertThat(work.bulk(executor).run().complete()).isTrue();
  }

  @Test
  void checkpointsComeAsOftenAsAsked() throws IOException {
    work.withItems(1_000);
    AtomicLong clock = new AtomicLong();
    AtomicInteger commits = new AtomicInteger();
    Disk disk = new Disk() {
      @Override
      public void rename(Path from, Path to) throws IOException {
        commits.addAndGet(to.endsWith("checkpoint.json") ? 1 : 0);
        super.rename(from, to);
      }
    };
    var bulk = work.bulk(executor, disk).checkpointEvery(Duration.ofSeconds(1));
    bulk.clock = () -> clock.addAndGet(10_000_000);
    bulk.run();
    assertThat(commits.get()).isBetween(9, 13);
  }
}
