package dev.headrace.examples.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the search in Java: every query of a collection, through the executor that the processor wrote.
 *
 * <pre>SearchMain --model minilm [--data DIRECTORY] [--out RANKINGS.jsonl] [--evaluate]</pre>
 */
public final class SearchMain {
  private SearchMain() {}

  /** Exits with 2 when the command line or the data cannot be used, and with 1 when the search fails. */
  public static void main(String[] arguments) {
    try {
      run(options(arguments));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      fail(2, e);
    } catch (IOException | RuntimeException e) {
      fail(1, e);
    }
  }

  private static void fail(int status, Exception e) {
    System.err.println("error: " + e.getMessage());
    System.exit(status);
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--evaluate" -> options.put("--evaluate", "");
        case "--model", "--data", "--out" -> {
          if (i + 1 == arguments.length) {
            throw new IllegalArgumentException(arguments[i] + " needs a value");
          }
          options.put(arguments[i], arguments[++i]);
        }
        default ->
          throw new IllegalArgumentException("unknown option " + arguments[i]
              + "; there are --model, --data, --out and --evaluate");
      }
    }
    return options;
  }

  private static void run(Map<String, String> options) throws IOException {
    Corpus corpus = options.containsKey("--data")
        ? Corpus.read(Path.of(options.get("--data")))
        : Corpus.sample();
    String model = options.getOrDefault("--model", TokenEncoder.MINILM);
    try (HybridSearchExecutor search = HybridSearchExecutor.builder()
        .passages(corpus.passages())
        .tokenEncoder(model)
        .build()) {
      List<Ranking> rankings = search.rankingAll(corpus.queries().stream()).toList();
      if (options.containsKey("--out")) {
        write(rankings, Path.of(options.get("--out")));
      }
      if (options.containsKey("--evaluate")) {
        print("dense alone", search.denseRankingAll(corpus.queries().stream()).toList(), corpus);
        print("BM25 alone", search.keywordRankingAll(corpus.queries().stream()).toList(), corpus);
        print("fused", search.fusedRankingAll(corpus.queries().stream()).toList(), corpus);
        print("hybrid", rankings, corpus);
      }
    }
  }

  private static void print(String name, List<Ranking> rankings, Corpus corpus) {
    Evaluation quality = Evaluation.of(rankings, corpus.gains());
    System.out.printf(
        Locale.ROOT,
        "  %-12s nDCG@10 %.4f   recall@100 %.4f%n",
        name,
        quality.ndcgAt10(),
        quality.recallAt100());
  }

  /** Whole or not at all: under another name first. */
  private static void write(List<Ranking> rankings, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (Writer writer = Files.newBufferedWriter(unfinished);
        JsonGenerator json = new JsonFactory().createGenerator(writer)) {
      json.setRootValueSeparator(null);
      for (Ranking ranking : rankings) {
        json.writeStartObject();
        json.writeObjectFieldStart("ranking");
        json.writeStringField("queryId", ranking.queryId());
        json.writeArrayFieldStart("hits");
        for (Hit hit : ranking.hits()) {
          json.writeStartObject();
          json.writeStringField("passageId", hit.passageId());
          json.writeNumberField("score", hit.score());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
