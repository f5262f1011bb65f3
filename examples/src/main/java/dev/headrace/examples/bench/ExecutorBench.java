package dev.headrace.examples.bench;

import dev.headrace.runtime.ResourceSnapshot;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Times executors inside their own JVM, for {@code examples/bench.py}. Each line of the standard
 * input is a run, its words apart by tabs; each gives a line with the seconds and, as JSON, the
 * {@link Counts}.
 *
 * <pre>
 * maps       INSTANCES  MICROS_PER_CALL  MICROS_PER_ITEM  ROWS  ITEMS_PER_ROW  RESULTS
 * rows       MICROS_PER_CALL  MICROS_PER_ITEM  ROWS  RESULTS
 * one        MICROS_PER_CALL  MICROS_PER_ITEM  ROWS  RESULTS
 * sentences  SENTENCES  RESULTS
 * plain      WAY  SENTENCES  RESULTS
 * peer       SENTENCES  RESULTS
 * </pre>
 *
 * <p>{@code RESULTS} is a file to write, with a row's result as JSON on each line. Building the
 * instances and writing the file are not timed.
 */
public final class ExecutorBench {
  private final Counts counts = Counts.start();

  private ExecutorBench() {}

  /** Answers until the input ends. */
  public static void main(String[] arguments) throws IOException {
    ExecutorBench bench = new ExecutorBench();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] run = line.split("\t", -1);
        System.out.println(bench.run(run, Path.of(run[run.length - 1])));
      }
    }
  }

  private String run(String[] run, Path results) throws IOException {
    return switch (run[0]) {
      case "maps" ->
        maps(
            number(run[1]),
            number(run[2]),
            number(run[3]),
            lists(number(run[4]), number(run[5])),
            results);
      case "rows" -> rows(number(run[1]), number(run[2]), number(run[3]), results);
      case "one" -> one(number(run[1]), number(run[2]), number(run[3]), results);
      case "sentences" -> sentences(Files.readAllLines(Path.of(run[1])), results);
      case "peer" -> peer(Files.readAllLines(Path.of(run[1])), results);
      case "plain" ->
        plain(PlainLoops.Way.valueOf(run[1]), Files.readAllLines(Path.of(run[2])), results);
      default -> throw new IllegalArgumentException("no run is named " + run[0]);
    };
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static List<List<Long>> lists(int rows, int perRow) {
    return LongStream.range(0, rows)
        .mapToObj(
            row -> LongStream.range(row * perRow, (row + 1) * perRow).boxed().toList())
        .toList();
  }

  private String maps(int instances, int perCall, int perItem, List<List<Long>> rows, Path results)
      throws IOException {
    if (instances == 1) {
      try (var executor =
          ThreeMapsOnOneExecutor.builder().model(perCall, perItem).build()) {
        executor.warmUp();
        return timed(() -> executor.resultsAll(rows.stream()), results);
      }
    }
    try (var executor = ThreeMapsExecutor.builder().model(perCall, perItem).build()) {
      executor.warmUp();
      return timed(() -> executor.resultsAll(rows.stream()), results);
    }
  }

  private String rows(int perCall, int perItem, int rows, Path results) throws IOException {
    try (var executor = ThreeMapsByRowExecutor.builder().model(perCall, perItem).build()) {
      executor.warmUp();
      return timed(() -> executor.resultAll(LongStream.range(0, rows).boxed()), results);
    }
  }

  private String one(int perCall, int perItem, int rows, Path results) throws IOException {
    try (var executor = OneMapExecutor.builder().model(perCall, perItem).build()) {
      executor.warmUp();
      return timed(() -> executor.resultAll(LongStream.range(0, rows).boxed()), results);
    }
  }

  private String sentences(List<String> sentences, Path results) throws IOException {
    try (var executor = SentencesExecutor.builder().miniLm(1).build()) {
      do { // the second instance is built when the first has more to do than it can
        executor.vectorAll(warmUp(sentences).stream()).toList();
      } while (ResourceSnapshot.all().stream().anyMatch(r -> r.instances() < r.maxInFlight()));
      return timed(() -> executor.vectorAll(sentences.stream()), results);
    }
  }

  private String plain(PlainLoops.Way way, List<String> sentences, Path results)
      throws IOException {
    List<MiniLm> models = new ArrayList<>();
    try (Tokenizer tokenizer = new Tokenizer()) {
      for (int i = 0; i < way.sessions; i++) {
        models.add(new MiniLm(way.threads));
      }
      PlainLoops loops = new PlainLoops(tokenizer);
      loops.encode(way, models, warmUp(sentences));
      return timed(() -> loops.encode(way, models, sentences).stream(), results);
    } finally {
      models.forEach(MiniLm::close);
    }
  }

  /** LangChain4j, which sends a list's texts to as many threads as there are cores, each alone. */
  private String peer(List<String> sentences, Path results) throws IOException {
    EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();
    List<TextSegment> segments = sentences.stream().map(TextSegment::from).toList();
    model.embedAll(warmUp(segments));
    return timed(() -> model.embedAll(segments).content().stream().map(Embedding::vector), results);
  }

  /** What goes before, untimed: on two cores the compiler of the JVM takes its time from the model. */
  private static <T> List<T> warmUp(List<T> all) {
    return all.subList(0, Math.min(512, all.size()));
  }

  private String timed(Supplier<Stream<?>> run, Path results) throws IOException {
    counts.reset();
    long start = System.nanoTime();
    List<?> values = run.get().toList();
    double seconds = (System.nanoTime() - start) / 1e9;
    String line = seconds + "\t" + counts.json();
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(results))) {
      for (Object value : values) {
        out.println(value instanceof float[] vector ? Arrays.toString(vector) : value);
      }
    }
    return line;
  }
}
