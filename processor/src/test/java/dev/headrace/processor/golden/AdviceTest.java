package dev.headrace.processor.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the compiler advises stands in the generated module too, and nothing else does. */
class AdviceTest {
  private static final String PIPELINE = """
      package test;

      import dev.headrace.*;
      import java.util.*;

      WHERE
      @Pipeline
      public interface P {
        @Input @Elements("passage") List<String> passages();

        int find(@Elements("word") List<String> words);

        final class Tensor {}

        @StatefulResource(gpus = 1)
        final class Model {}

        @StatefulResource
        final class Connection {}

        final class Steps {
          @BatchNode(maxBatchSize = 4)
          static List<Tensor> tensor(List<String> passage, Model model) { return List.of(); }

          @Node
          static String found(String word, Connection connection) { return word; }

          @Node("text")
          static List<String> textOf(String found, Model model) { return List.of(found); }

          @Node
          static int find(@All("tensor") List<Tensor> tensors, @All("text") List<List<String>> text) { return 1; }
        }
      }
      """;

  @Test
  void the_module_says_what_the_compiler_says() {
    Compiled compiled = compile("");
    List<String> said = compiled.findings().stream()
        .map(m -> m.text().lines().findFirst().orElseThrow())
        .toList();
    assertThat(said)
        .extracting(s -> s.substring(1, s.indexOf(']')))
        .containsExactly("RowByRowResource", "RowByRowResource", "SmallBatch", "ComputedPerWorker");
    String advice = advice(compiled);
    assertThat(Pattern.compile("(?<=- )\\[\\w+]").matcher(advice).results().map(MatchResult::group))
        .containsExactly(
            "[RowByRowResource]", "[RowByRowResource]", "[SmallBatch]", "[ComputedPerWorker]");
    assertThat(advice).contains(said);
    assertThat(advice)
        .contains(
            "at a time. Add the batch form: @BatchNode(\"text\") static List<List<String>> textOf(List<String> found, Model model).");
  }

  @Test
  void what_is_silenced_stands_in_neither() {
    Compiled compiled =
        compile("@SuppressWarnings({\"RowByRowResource\", \"SmallBatch\", \"ComputedPerWorker\"})");
    assertThat(compiled.findings()).isEmpty();
    assertThat(compiled.resources().get("test/p.py")).doesNotContain("What you could still do");
  }

  private static Compiled compile(String where) {
    return new Javac()
        .compile(List.of(Source.of(PIPELINE.replace("WHERE", where))), List.of())
        .orThrow();
  }

  /** The part of the module's docstring, with its lines joined. */
  private static String advice(Compiled compiled) {
    String module = compiled.resources().get("test/p.py");
    String below = module.substring(module.indexOf("What you could still do"));
    return below.substring(0, below.indexOf("\"\"\"\n")).replaceAll("\\s+", " ");
  }
}
