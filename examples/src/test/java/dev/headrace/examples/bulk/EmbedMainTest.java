package dev.headrace.examples.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headrace.bulk.BulkProgress;
import dev.headrace.bulk.BulkReport;
import dev.headrace.bulk.Source;
import dev.headrace.examples.search.Corpus;
import dev.headrace.parquet.Parquet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedMainTest {
  private static final Path PASSAGES =
      Path.of("src/main/resources/dev/headrace/examples/search/corpus/passages.jsonl");

  @TempDir
  Path directory;

  @Test
  void everyPassageHasItsVectorInItsPlace() throws IOException {
    Path vectors = directory.resolve("vectors");
    List<BulkProgress> told = new ArrayList<>();
    BulkReport report = EmbedMain.embed(PASSAGES, vectors, told::add);
    int passages = Corpus.sample().passages().size();
    assertTrue(report.complete());
    assertEquals(passages, report.rows());
    assertEquals(1, told.get(told.size() - 1).fraction());
    List<String> ids = new ArrayList<>();
    try (Source.Reader<EmbedMain.Vector> rows =
        Parquet.from(vectors, EmbedMain.Vector.class).open(0)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        ids.add(row.value().id());
        assertEquals(384, row.value().vector().length);
      }
    }
    assertEquals(Corpus.sample().passages().stream().map(p -> p.id()).toList(), ids);
    assertEquals(passages, EmbedMain.embed(PASSAGES, vectors, told::add).rowsBefore());
  }

  @Test
  void theTimeLeftIsAtTheRateOfThisStart() {
    List<String> shown = new CopyOnWriteArrayList<>();
    ProgressBarBuilder builder =
        new ProgressBarBuilder().setConsumer(new DelegatingProgressBarConsumer(shown::add, 120));
    try (var bar = new EmbedMain.Bar(builder)) { // 4,000 of 10,000 were done before, 1,000 since
      bar.progressed(new BulkProgress(5_000, 0, 4_000, Duration.ofSeconds(10), 0.5, 0.4));
    }
    String last = shown.get(shown.size() - 1);
    assertTrue(last.contains(" 5000/10000 ") && last.contains("/ 0:00:50)"), last);
  }

  @Test
  void itWritesJsonLinesToo() throws IOException {
    Path vectors = directory.resolve("vectors.jsonl");
    assertTrue(EmbedMain.embed(PASSAGES, vectors, progress -> {}).complete());
    assertEquals(Corpus.sample().passages().size(), Files.readAllLines(vectors).size());
  }
}
