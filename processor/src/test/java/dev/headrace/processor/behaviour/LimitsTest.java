package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What steps say of their calls: how much of a batch, how often, how long. */
@AlsoInDaft
class LimitsTest {

  @Test
  void batches_are_cut_by_size_and_by_cost() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("size") List<Integer> sizes(@Elements("text") List<String> texts, int factor);
          final class Nodes {
            @BatchNode(maxBatchSize = 3, cost = "weight", maxBatchCost = 10)
            static List<Integer> size(List<String> text, @Shared int factor, Model model) {
              return text.stream().map(t -> factor * t.length()).toList();
            }
            static int weight(String text, int factor) { return text.length(); }
          }
          @StatefulResource final class Model {}
        }
        """);
    try (Run run = pipeline.run()) {
      List<String> texts = List.of("a", "b", "c", "ddddd", "eeeee", "f", "gggggggggggggggg", "h");
      assertThat(run.call("sizes", texts, 2)).isEqualTo(List.of(2, 2, 2, 10, 10, 2, 32, 2));
      assertThat(run.batches()).containsExactly("size×3", "size×2", "size×1", "size×1", "size×1");
    }
  }

  @Test
  void padded_batches_hold_elements_of_like_cost_and_results_keep_their_order() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("size") List<Integer> sizes(@Elements("text") List<String> texts);
          final class Nodes {
            @BatchNode(maxBatchSize = 4, cost = "weight", maxBatchCost = 12, padded = true)
            static List<Integer> size(List<String> text, Model model) {
              Trace.add(String.join(" ", text));
              return text.stream().map(String::length).toList();
            }
            static int weight(CharSequence text) { return text.length(); }
          }
          @StatefulResource final class Model {}
        }
        """);
    try (Run run = pipeline.run()) {
      List<String> texts = List.of("aaaaaa", "b", "cccccc", "d", "e", "f");
      assertThat(run.call("sizes", texts)).isEqualTo(List.of(6, 1, 6, 1, 1, 1));
      assertThat(run.batches()).containsExactlyInAnyOrder("size×2", "size×4");
    }
  }

  @Test
  void calls_that_fail_are_made_again() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int plain(int x);
          int coded(int x);
          int stubborn(int x);
          final class Nodes {
            @Node(maxRetries = 2) static int plain(int x) {
              Trace.add("plain");
              if (Flaky.fails(2)) throw new IllegalStateException("not yet");
              return x + 1;
            }
            @BatchNode(maxRetries = 3, retryOn = {java.io.IOException.class, Flaky.Busy.class})
            static List<Integer> coded(List<Integer> x) {
              if (Flaky.fails(1)) throw new Flaky.Busy();
              return x;
            }
            @Node(maxRetries = 3, retryOn = java.io.IOException.class) static int stubborn(int x) {
              Trace.add("stubborn");
              throw new IllegalStateException("never");
            }
          }
        }
        """, """
        final class Flaky {
          static int calls;
          static boolean fails(int times) {
            if (calls++ < times) return true;
            calls = 0;
            return false;
          }
          @SuppressWarnings("serial") static final class Busy extends RuntimeException {}
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.callPlainly("plain", 1)).isEqualTo(2);
      assertThat(run.trace()).containsExactly("plain", "plain", "plain");
      assertThat(run.callPlainly("coded", 7)).isEqualTo(7);
      assertThatThrownBy(() -> run.callPlainly("stubborn", 1)).hasMessageContaining("never");
      assertThat(run.trace()).containsExactly("stubborn");
    }
    String daft = pipeline.compiled().resources().get(pipeline.name() + "/p.py");
    assertThat(daft).contains("""
        When a step fails:
            - Java calls plain again if it throws an Exception, up to 2 times.
            - Java calls coded again if it throws IOException or Busy, up to 3 times.
            - Java calls stubborn again if it throws IOException, up to 3 times.
            - No other step is called again: maxRetries is 0. Daft repeats nothing either (max_retries=0).
        """);
  }

  @Test
  void calls_that_take_too_long_fail() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int slow(int x);
          int quick(int x);
          final class Nodes {
            @Node(timeoutMillis = 20) static int slow(int x) throws InterruptedException {
              new java.util.concurrent.CountDownLatch(1).await();
              return x;
            }
            @Node(timeoutMillis = 60_000) static int quick(int x) { return x + 1; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("quick", 1)).isEqualTo(2);
      assertThatThrownBy(() -> run.callPlainly("slow", 1))
          .hasMessageContaining("slow")
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }
}
