package dev.headrace.processor.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headrace.processor.behaviour.CompiledPipeline;
import dev.headrace.processor.behaviour.Run;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random pipelines: every way to call the executor, and both Daft programs, give what the row-by-row reference gives, wherever
 * they run. A failure is made as small as can be, and names its seed. {@code -Dheadrace.seed=…} runs only that; {@code
 * -Dheadrace.pipelines=…} sets how many are run in Java, {@code -Dheadrace.pipelines.daft=…} how many of them in Daft too, {@code
 * …pipelines.process=…} how many in processes of Daft's, {@code …pipelines.ray=…} on Ray; {@code -Dheadrace.seed.first=…} where they
 * begin; {@code -Dheadrace.seeds.all=true} names all that fail, and makes none small.
 */
class DifferentialTest {
  private static final int AT_ONCE = 25;
  private static final boolean ALL = Boolean.getBoolean("headrace.seeds.all");

  @Test
  void all_programs_agree() {
    int inDaft = Integer.getInteger("headrace.pipelines.daft", 25);
    agree("headrace.pipelines", 30, start -> start < inDaft ? Place.THREADS : Place.JAVA);
  }

  @Test
  void in_processes_of_their_own() {
    assumeTrue(Place.PROCESSES.available());
    agree("headrace.pipelines.process", 6, start -> Place.PROCESSES);
  }

  @ParameterizedTest
  @EnumSource(names = "RAY.*", mode = EnumSource.Mode.MATCH_ALL)
  @EnabledIfSystemProperty(named = "headrace.ray", matches = ".+")
  void on_ray(Place place) {
    agree("headrace.pipelines.ray", 25, start -> place);
  }

  /** Runs as many pipelines as the property says, each lot at its place. */
  private static void agree(String property, int usual, IntFunction<Place> places) {
    Long only = Long.getLong("headrace.seed");
    long first = only != null ? only : Long.getLong("headrace.seed.first", 0);
    int count = only != null ? 1 : Integer.getInteger(property, usual);
    StringBuilder all = new StringBuilder();
    for (int start = 0; start < count; start += AT_ONCE) {
      List<Long> seeds = LongStream.range(first + start, first + Math.min(count, start + AT_ONCE))
          .boxed()
          .toList();
      Place place = places.apply(start);
      try {
        agree(seeds, place.available() ? place : Place.JAVA);
      } catch (AssertionError e) {
        if (!ALL) {
          throw e;
        }
        all.append(e.getMessage());
      }
    }
    assertThat(all.toString()).isEmpty();
  }

  /** Runs the pipelines of the seeds; of those that differ, the first is made small. */
  static void agree(List<Long> seeds, Place place) {
    List<RandomPipeline> pipelines = seeds.stream().map(RandomPipeline::of).toList();
    if (difference(pipelines, place) == null) {
      return;
    }
    Map<Long, String> found = new LinkedHashMap<>();
    for (int i = 0; i < seeds.size(); i++) {
      String difference = difference(List.of(pipelines.get(i)), place);
      if (difference != null) {
        found.put(seeds.get(i), difference);
      }
    }
    if (ALL && !found.isEmpty()) {
      StringBuilder all = new StringBuilder();
      found.forEach((k, v) -> all.append("SEED " + k + " " + v + "\n"));
      throw new AssertionError(all);
    }
    for (Map.Entry<Long, String> one : found.entrySet()) {
      throw failure(one.getKey(), one.getValue(), place, found);
    }
    throw new AssertionError("only together do the seeds fail: " + seeds);
  }

  private static AssertionError failure(
      long seed, String difference, Place failed, Map<Long, String> others) {
    RandomPipeline pipeline = RandomPipeline.of(seed);
    Place place = difference.startsWith("in Daft") ? failed : Place.JAVA;
    RandomPipeline smallest = new Shrinker(p -> {
          String found = difference(List.of(p), place);
          return found != null && found.substring(0, 7).equals(difference.substring(0, 7));
        })
        .smallest(pipeline);
    StringBuilder message = new StringBuilder("-Dheadrace.seed=" + seed + ", at its smallest:\n"
        + smallest + difference(List.of(smallest), place));
    others.forEach((other, words) -> message.append(
        "\n-Dheadrace.seed=" + other + ": " + words.substring(0, Math.min(600, words.length()))));
    return new AssertionError(message.toString());
  }

  /** A failure that all ways of calling agree on is an answer, too. */
  private static void ask(Run run, Spec.Entry entry, List<@Nullable Object> row) {
    try {
      run.call(entry.name(), row.toArray());
    } catch (NodeException e) {
      assertThat(e.getMessage()).containsPattern("lockstep|@Dim|refuses|returned");
    } catch (NullResultException e) {
      assertThat(entry.nullable()).isFalse();
    }
  }

  /** What differs, in words. */
  private static @Nullable String difference(List<RandomPipeline> pipelines, Place place) {
    List<CompiledPipeline> compiled;
    try {
      compiled = CompiledPipeline.all(
          pipelines.stream().map(p -> SpecText.files(p.spec(), place.placement)).toList());
    } catch (AssertionError e) {
      return "no pipeline: " + String.valueOf(e.getMessage()).split("\n\\{", 2)[0];
    }
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < compiled.size(); i++) {
      RandomPipeline pipeline = pipelines.get(i);
      try (Run run = compiled.get(i).run()) {
        runs.add(run);
        pipeline.inputs().forEach((name, value) -> run.withIfAsked(name, value));
        run.withIfAsked("model", 7).withIfAsked("other", 8).withIfAsked("toolP", 9);
        pipeline.spec().usedNames().forEach(used -> run.withIfAsked("tool" + used, 10));
        for (Spec.Entry entry : pipeline.spec().entries()) {
          for (List<@Nullable Object> row : pipeline.calls(entry)) {
            ask(run, entry, row);
          }
        }
        run.together();
      } catch (AssertionError | RuntimeException e) {
        return "in Java: " + e;
      }
    }
    String differences = place.differences(runs);
    return differences.isEmpty() ? null : "in Daft: " + differences;
  }
}
