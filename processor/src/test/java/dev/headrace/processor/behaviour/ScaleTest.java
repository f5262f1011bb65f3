package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Nothing takes quadratic time: from 500 steps to 2,000, from one million elements to ten; opt-in, and printed. */
@EnabledIfSystemProperty(named = "headrace.scale", matches = "true")
class ScaleTest {
  private static final int ROUNDS = 3;

  @Test
  void reading_checking_planning_and_writing() {
    report("steps", 500, 2_000, steps -> {
      Source source = Source.of(pipeline(steps));
      new Javac()
          .compile(List.of(source), List.of("-proc:only", "-Aheadrace.reference"))
          .orThrow();
    });
  }

  @Test
  void code_for_thousands_of_steps_fits_its_methods() {
    Source source = Source.of(pipeline(2_000));
    new Javac().compile(List.of(source), List.of("-Aheadrace.reference")).orThrow();
  }

  /** Steps in chains of ten, on an axis and on none, with collected and opened lists between them. */
  private static String pipeline(int steps) {
    StringBuilder text =
        new StringBuilder("package scale;\nimport dev.headrace.*;\nimport java.util.List;\n"
            + "@SuppressWarnings(\"UnusedStep\")\n@Pipeline public interface P {\n"
            + "  @From(\"s" + (steps - 1)
            + "\") int last(@Elements(\"x\") List<Integer> xs, int s0);\n"
            + "  final class Nodes {\n");
    for (int i = 1; i < steps; i++) {
      String before = "s" + (i - 1);
      String step = switch (i % 10) {
        case 3 ->
          "@BatchNode static List<Integer> s%d(@From(\"%s\") List<Integer> a, @From(\"x\") List<Integer> b)";
        case 6 -> "@Node static int s%d(@All(\"%s\") List<Integer> a)";
        default -> "@Node static int s%d(@From(\"%s\") int a)";
      };
      text.append("    ").append(step.formatted(i, before)).append(" { return ");
      text.append(i % 10 == 3 ? "a" : i % 10 == 6 ? "a.size()" : "a").append("; }\n");
    }
    return text.append("  }\n}\n").toString();
  }

  @Test
  void flattening_and_collecting() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("next") List<List<Integer>> all(@Elements("row") List<List<Integer>> rows);
          final class Nodes {
            @Node static int next(@Each("row") int x) { return x & 63; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      report("elements", 1_000_000, 10_000_000, elements -> {
        List<List<Integer>> rows = new ArrayList<>();
        for (int i = 0; i < elements; i += 10) {
          rows.add(Collections.nCopies(10, i));
        }
        assertThat((List<?>) run.callPlainly("all", rows)).hasSize(rows.size());
      });
    }
  }

  private static void report(String what, int few, int many, IntConsumer work) {
    long less = fastest(few, work);
    long more = fastest(many, work);
    double growth = (double) more / less * few / many;
    System.out.printf(
        Locale.ROOT,
        "%,d %s: %,d ms; %,d: %,d ms; %.2f times as long for each%n",
        few,
        what,
        less / 1_000_000,
        many,
        more / 1_000_000,
        growth);
    assertThat(growth).isLessThan(2); // quadratic would be the factor of the sizes
  }

  private static long fastest(int size, IntConsumer work) {
    long fastest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      work.accept(size);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }
}
