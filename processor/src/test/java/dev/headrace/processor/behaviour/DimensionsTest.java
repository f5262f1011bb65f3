package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.NodeException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Embeddings of a known size: fixed-size lists in Daft, checked in every program. */
@AlsoInDaft
class DimensionsTest {
  private static final String PIPELINE = """
      @Pipeline interface P {
        @Input @Elements("passage") List<String> passages();
        float[] vector(@Nullable String text);
        @All("vector") List<float[]> vectors(@Elements("text") List<String> texts);
        List<Double> list(String text);
        @All("tokens") List<float[][]> tokenLists(@Elements("text") List<String> texts);
        @All("some") List<Optional<float[]>> cascade(@Elements("text") List<String> texts);
        @All("doc") List<Doc> docs(@Elements("text") List<String> texts);
        Both both(String text);
        float nearest(String text);
        float given(float[] query);

        record Doc(String text, @Dim(3) float[] vector, Optional<Doc2> more) {}
        record Doc2(@Dim(2) List<Integer> ids) {}
        @Outputs record Both(@Dim(3) float[] vector, @Dim(2) float[][] tokens) {}
        @StatefulResource final class Model {}

        final class Nodes {
          @Dim(3) @BatchNode(maxBatchSize = 2) static List<float[]> vector(List<String> text, Model model) {
            return text.stream().map(t -> t.equals("bad") ? new float[2] : new float[] {t.length(), t.hashCode() % 100_000, -0f}).toList();
          }
          @Dim(2) @Node static List<Double> list(String text) { return List.of(1d, (double) text.length()); }
          @Dim(2) @Node static float[][] tokens(String text) {
            float[][] all = new float[text.length()][];
            for (int i = 0; i < all.length; i++) { all[i] = i == 1 ? null : new float[text.equals("badly") ? 1 : 2]; }
            return all;
          }
          @Dim(3) @Node @Elements("one") static Optional<float[]> maybe(String text, float[] vector) {
            return text.length() > 2 ? Optional.of(vector) : Optional.empty();
          }
          @Dim(3) @Node static float[] twice(float[] one) { return new float[] {one[0] * 2, one[1], one[2]}; }
          @Node static Optional<float[]> some(@All("twice") Optional<float[]> all) { return all; }
          @Node static Doc doc(String text, @Dim(3) float[] vector) {
            return new Doc(text, text.equals("null") ? null : text.equals("no") ? new float[1] : vector, text.length() > 3 ? Optional.of(new Doc2(text.equals("more") ? List.of() : List.of(1, 2))) : Optional.empty());
          }
          @Dim(3) @BatchNode static List<float[]> passageVector(List<String> passage, Model model) { return vector(passage, model); }
          @Node static float nearest(@Dim(3) float[] vector, @Dim(3) @All("passageVector") List<float[]> all) {
            float least = Float.MAX_VALUE;
            for (float[] v : all) { least = Math.min(least, Math.abs(v[0] - vector[0])); }
            return least;
          }
          @Node static float given(@Dim(2) float[] query) { return query[0] + query[1]; }
        }
      }
      """.replace(
          "@Pipeline",
          "@SuppressWarnings({\"NullableResult\", \"NullElements\", \"BatchOfOne\"}) @Pipeline");

  private static Run run() {
    return CompiledPipeline.of(PIPELINE).run().with("passages", List.of("a", "bb", "cccc"));
  }

  @Test
  void a_step_keeps_its_promise() {
    try (Run run = run()) {
      assertThat((float[]) run.call("vector", "abc")).containsExactly(3f, 96354f, -0f);
      assertThat(Plain.of(run.call("vectors", List.of("a", "bb", "ccc"))))
          .isEqualTo(Plain.of(List.of(
              new float[] {1, 97, -0f}, new float[] {2, 3136, -0f}, new float[] {3, 98307, -0f})));
      assertThat(run.call("vectors", List.of())).isEqualTo(List.of());
      assertThat(run.call("list", "abc")).isEqualTo(List.of(1d, 3d));
      assertThat((List<?>) run.call("tokenLists", Arrays.asList("abc", "", null, "a")))
          .hasSize(4);
      assertThat((List<?>) run.call("cascade", List.of("a", "abc", "b"))).hasSize(3);
      assertThat((List<?>) run.call("docs", List.of("a", "null", "abcd"))).hasSize(3);
      assertThat(run.call("both", "abc")).isNotNull();
      assertThat(run.call("nearest", "abc")).isEqualTo(1f);
      assertThat(run.call("given", (Object) new float[] {1, 2})).isEqualTo(3f);
    }
  }

  @Test
  void another_size_fails_the_row_with_the_step_and_both_sizes() {
    try (Run run = run()) {
      fails(run, "vector", "vector failed", "expected 3 numbers (@Dim), got 2", "bad");
      fails(
          run,
          "vectors",
          "vector failed on row 0 (text = bad",
          "expected 3 numbers (@Dim), got 2",
          List.of("a", "bad"));
      fails(
          run,
          "tokenLists",
          "tokens failed",
          "expected 2 numbers (@Dim), got 1",
          List.of("a", "badly"));
      fails(
          run, "given", "given failed", "expected 2 numbers (@Dim), got 3", (Object) new float[3]);
      fails(
          run,
          "docs",
          "doc failed on row 0 (text = no",
          "Doc.vector: expected 3 numbers (@Dim), got 1",
          List.of("a", "no"));
      fails(
          run,
          "docs",
          "doc failed on row 0 (text = more",
          "Doc2.ids: expected 2 numbers (@Dim), got 0",
          List.of("more"));
    }
  }

  private static void fails(
      Run run, String entry, String node, String why, @Nullable Object argument) {
    assertThatThrownBy(() -> run.call(entry, argument))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining(node)
        .hasRootCauseMessage(why);
  }

  @Test
  void the_columns_are_fixed_size_lists() {
    CompiledPipeline pipeline = CompiledPipeline.of(PIPELINE);
    String module = pipeline.compiled().resources().get(pipeline.name() + "/p.py");
    assertThat(module)
        .contains("return_dtype=DataType.from_arrow_type(pa.list_(pa.float32(), 3))")
        .contains("pa.large_list(pa.list_(pa.float32(), 3))")
        .contains("pa.large_list(pa.large_list(pa.list_(pa.float32(), 2)))")
        .contains("pa.list_(pa.float64(), 2)")
        .contains("(\"vector\", pa.list_(pa.float32(), 3))")
        .contains("DOC2 = pa.struct([(\"ids\", pa.list_(pa.int32(), 2))])");
  }
}
