package dev.headrace.processor.random;

import dev.headrace.processor.behaviour.CompiledPipeline;
import dev.headrace.processor.behaviour.DaftPrograms;
import dev.headrace.processor.behaviour.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random pipelines: every way to call the executor, and both Daft programs, give what the row-by-row reference gives. A failure
 * is made as small as can be, and names its seed. {@code -Dheadrace.seed=…} runs only that; {@code -Dheadrace.pipelines=…} sets
 * how many are run in Java, {@code -Dheadrace.pipelines.daft=…} how many of them in Daft too, {@code -Dheadrace.seed.first=…}
 * where they begin.
 */
class DifferentialTest {
  private static final int AT_ONCE = 25;

  @Test
  void all_programs_agree() {
    Long only = Long.getLong("headrace.seed");
    long first = only != null ? only : Long.getLong("headrace.seed.first", 0);
    int count = only != null ? 1 : Integer.getInteger("headrace.pipelines", 50);
    int inDaft = !DaftPrograms.available()
        ? 0
        : only != null ? 1 : Integer.getInteger("headrace.pipelines.daft", 25);
    for (int start = 0; start < count; start += AT_ONCE) {
      List<Long> seeds = LongStream.range(first + start, first + Math.min(count, start + AT_ONCE))
          .boxed()
          .toList();
      agree(seeds, start < inDaft);
    }
  }

  /** Runs the pipelines of the seeds; of those that differ, the first is made small. */
  static void agree(List<Long> seeds, boolean daft) {
    List<RandomPipeline> pipelines = seeds.stream().map(RandomPipeline::of).toList();
    if (difference(pipelines, daft) == null) {
      return;
    }
    Map<Long, String> found = new LinkedHashMap<>();
    for (int i = 0; i < seeds.size(); i++) {
      String difference = difference(List.of(pipelines.get(i)), daft);
      if (difference != null) {
        found.put(seeds.get(i), difference);
      }
    }
    for (Map.Entry<Long, String> one : found.entrySet()) {
      throw failure(one.getKey(), one.getValue(), found);
    }
    throw new AssertionError("only together do the seeds fail: " + seeds);
  }

  private static AssertionError failure(long seed, String difference, Map<Long, String> others) {
    RandomPipeline pipeline = RandomPipeline.of(seed);
    boolean inDaft = difference.startsWith("in Daft");
    RandomPipeline smallest = new Shrinker(p -> {
          String found = difference(List.of(p), inDaft);
          return found != null && found.substring(0, 7).equals(difference.substring(0, 7));
        })
        .smallest(pipeline);
    StringBuilder message = new StringBuilder("-Dheadrace.seed=" + seed + ", at its smallest:\n"
        + smallest + difference(List.of(smallest), inDaft));
    others.forEach((other, words) -> message.append(
        "\n-Dheadrace.seed=" + other + ": " + words.substring(0, Math.min(600, words.length()))));
    return new AssertionError(message.toString());
  }

  /** What differs, in words. */
  private static @Nullable String difference(List<RandomPipeline> pipelines, boolean daft) {
    List<CompiledPipeline> compiled;
    try {
      compiled = CompiledPipeline.all(
          pipelines.stream().map(p -> List.of(p.spec().text())).toList());
    } catch (AssertionError e) {
      return "no pipeline: " + e.getMessage();
    }
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < compiled.size(); i++) {
      RandomPipeline pipeline = pipelines.get(i);
      try (Run run = compiled.get(i).run()) {
        runs.add(run);
        pipeline.inputs().forEach((name, value) -> run.with(name, value));
        if (pipeline.spec().usesModel()) {
          run.with("model", 7);
        }
        for (List<@Nullable Object> row : pipeline.rows()) {
          for (String entry : pipeline.spec().entries()) {
            run.call("e" + entry, row.toArray());
          }
        }
      } catch (AssertionError | RuntimeException e) {
        return "in Java: " + e;
      }
    }
    String differences = daft ? DaftPrograms.shared().differences(runs) : "";
    return differences.isEmpty() ? null : "in Daft: " + differences;
  }
}
