package dev.headrace.examples.bulk;

import dev.headrace.bulk.Bulk;
import dev.headrace.bulk.BulkListener;
import dev.headrace.bulk.BulkProgress;
import dev.headrace.bulk.BulkReport;
import dev.headrace.bulk.JsonLines;
import dev.headrace.bulk.Sink;
import dev.headrace.examples.bench.SentencesExecutor;
import dev.headrace.examples.search.Passage;
import dev.headrace.parquet.Parquet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Gives each passage of a file its vector. Stop it with Ctrl-C or kill it, and start it again: it
 * goes on where it was.
 *
 * <pre>
 * EmbedMain passages.jsonl vectors          a directory of Parquet files
 * EmbedMain passages.jsonl vectors.jsonl    a file of JSON lines
 * </pre>
 *
 * <p>Beside the output stands a directory with the checkpoint and, in {@code failures.jsonl}, the
 * passages that failed.
 */
public final class EmbedMain {
  private EmbedMain() {}

  /**
   * A row of the output.
   *
   * @param id of the passage
   * @param vector of its text
   */
  public record Vector(String id, float[] vector) {}

  /** Shows how far the run is. */
  static final class Bar implements BulkListener, AutoCloseable {
    private volatile Optional<Duration> timeLeft = Optional.empty();
    private final ProgressBar bar;

    Bar(ProgressBarBuilder builder) {
      // The bar itself would take what earlier starts have done for done in no time.
      this.bar = builder
          .setTaskName("passages")
          .setInitialMax(0)
          .setEtaFunction(state -> timeLeft)
          .build();
    }

    @Override
    public void progressed(BulkProgress progress) {
      timeLeft = progress.timeLeft();
      if (progress.fraction() > 0) {
        bar.maxHint(Math.round(progress.rows() / progress.fraction()));
      }
      bar.stepTo(progress.rows());
      bar.setExtraMessage(progress.failed() + " failed");
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Runs until the input ends, or it is told to stop. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: EmbedMain passages.jsonl vectors|vectors.jsonl");
      System.exit(2);
    }
    BulkReport report;
    try (Bar bar = new Bar(new ProgressBarBuilder())) {
      report = embed(Path.of(arguments[0]), Path.of(arguments[1]), bar);
    }
    System.out.printf(
        "%s: %d passages, %d of them failed, %d were done before, %.1f s%n",
        report.complete() ? "complete" : "stopped",
        report.rows(),
        report.failed(),
        report.rowsBefore(),
        report.elapsed().toMillis() / 1e3);
  }

  static BulkReport embed(Path input, Path output, BulkListener listener) throws IOException {
    Sink<Vector> sink = output.toString().endsWith(".jsonl")
        ? JsonLines.to(output)
        : Parquet.to(output, Vector.class);
    // Few rows at a time, so that a stop is quick; enough for both instances of the model.
    try (var executor = SentencesExecutor.builder().miniLm(1).streaming(16, 6).build()) {
      executor.warmUp(); // a model that cannot be loaded is no failure of the passages
      return Bulk.of(
              passages -> executor.vectorOutcomes(passages.map(Passage::text)),
              JsonLines.from(input, Passage.class),
              (passage, vector) -> new Vector(passage.id(), vector),
              sink,
              output.resolveSibling(output.getFileName() + ".checkpoint"))
          .configuration("all-minilm-l6-v2-q")
          .stopOnShutdown()
          .listener(listener)
          .run();
    }
  }
}
