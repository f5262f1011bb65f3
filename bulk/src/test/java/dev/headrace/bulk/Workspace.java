package dev.headrace.bulk;

import dev.headrace.bulk.internal.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of a test's run. */
record Workspace(Path directory) {
  Path input() {
    return directory.resolve("items.jsonl");
  }

  Path output() {
    return directory.resolve("squares.jsonl");
  }

  Path checkpoint() {
    return directory.resolve("checkpoint");
  }

  Path failures() {
    return checkpoint().resolve("failures.jsonl");
  }

  static String line(int id) {
    return "{\"id\":" + id + ",\"text\":\"item " + id + "\"}";
  }

  Workspace withItems(int n) throws IOException {
    return withLines(IntStream.range(0, n).mapToObj(Workspace::line));
  }

  Workspace withLines(Stream<String> lines) throws IOException {
    Files.write(input(), lines.toList());
    return this;
  }

  Bulk<Squares.Item, Squares.Square, Squares.Square> bulk(SquaresExecutor executor) {
    return bulk(executor, Disk.REAL);
  }

  Bulk<Squares.Item, Squares.Square, Squares.Square> bulk(SquaresExecutor executor, Disk disk) {
    var bulk = Bulk.of(
        executor::squareOutcomes,
        JsonLines.from(input(), Squares.Item.class),
        new JsonLinesSink<Squares.Square>(output(), disk),
        checkpoint());
    bulk.disk = disk;
    return bulk;
  }

  List<String> outputLines() throws IOException {
    return Files.readAllLines(output());
  }

  List<String> failureLines() throws IOException {
    return Files.readAllLines(failures());
  }

  /** What an undisturbed run over items 0 to n writes. */
  static List<String> squares(int n) {
    return IntStream.range(0, n)
        .filter(id -> id % 13 != 5)
        .mapToObj(id -> "{\"id\":" + id + ",\"square\":" + (long) id * id + ",\"vector\":["
            + id * 0.1f + ",1.0]}")
        .toList();
  }

  static List<String> failures(int n) {
    return IntStream.range(0, n)
        .filter(id -> id % 13 == 5)
        .mapToObj(id -> "{\"row\":" + id + ",\"node\":\"number\",\"element\":\"item = Item[id=" + id
            + ", text=item " + id
            + "]\",\"error\":\"IllegalArgumentException: unlucky item " + id + "\",\"input\":"
            + line(id) + "}")
        .toList();
  }
}
