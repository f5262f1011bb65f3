package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All values from an axis inwards in one list. */
@AlsoInDaft
class FlattenedTest {
  @Test
  void from_the_axis_inwards_in_order() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Nullable String rows(@Nullable @Elements("b") List<List<List<Integer>>> a);
          @Nullable @All("mid") List<String> mids(@Nullable @Elements("b") List<List<List<Integer>>> a);
          @Nullable @All(value = "twice", over = "a") List<Integer> flat(@Nullable @Elements("b") List<List<List<Integer>>> a);
          @Nullable @All(value = "twice", over = "bs") List<List<Integer>> half(@Nullable @Elements("b") List<List<List<Integer>>> a);
          final class Nodes {
            @Node @Elements("c") static List<List<Integer>> bs(List<List<Integer>> b) { return b; }
            @Node static int twice(@Each("c") int d) { return 2 * d; }
            @Node static String mid(@All(value = "twice", over = "bs") List<Integer> all) { return "" + all; }
            @Node static String rows(@All(value = "twice", over = "a") List<Integer> all, @All("mid") List<String> mids) { return all + "" + mids; }
          }
        }
        """);
    Object ragged = Arrays.asList(
        Arrays.asList(List.of(1, 2), null, List.of(), List.of(3)),
        null,
        List.of(),
        List.of(Arrays.asList(4, null)));
    assertThat(pipeline.call("flat", ragged)).isEqualTo(Arrays.asList(2, 4, 6, 8, null));
    assertThat(pipeline.call("half", ragged))
        .isEqualTo(Arrays.asList(List.of(2, 4, 6), null, List.of(), Arrays.asList(8, null)));
    assertThat(pipeline.call("mids", ragged))
        .isEqualTo(Arrays.asList("[2, 4, 6]", null, "[]", "[8, null]"));
    assertThat(pipeline.call("rows", ragged))
        .isEqualTo("[2, 4, 6, 8, null][[2, 4, 6], null, [], [8, null]]");
    assertThat(pipeline.call("flat", (Object) null)).isNull();
    assertThat(pipeline.call("flat", List.of())).isEqualTo(List.of());
  }

  @Test
  void over_a_nested_loop() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("ProductLoop") @Pipeline interface P {
          int best(@Elements("x") List<Integer> xs, @Elements("y") List<Integer> ys);
          final class Nodes {
            @Node static int product(int x, @Each(value = "ys", within = "xs") int y) { return x * y; }
            @Node static int best(@All(value = "product", over = "xs") List<Integer> all) { return all.stream().max(Integer::compare).orElse(0); }
          }
        }
        """);
    assertThat(pipeline.call("best", List.of(-1, 2), List.of(-7, 3))).isEqualTo(7);
    assertThat(pipeline.call("best", List.of(-1, 2), List.of())).isEqualTo(0);
  }

  @Test
  void opaque_values_from_an_axis_inwards_meet_each_of_its_elements() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("total") List<String> totals(@Elements("xs") List<List<Integer>> lists);
          final class Nodes {
            @Node static StringBuilder opaque(@Each("xs") int x) { return new StringBuilder("" + x); }
            @Node static String total(@All(value = "opaque", over = "lists") List<StringBuilder> all, List<Integer> xs) {
              return xs + " of " + String.join("", all);
            }
          }
        }
        """);
    assertThat(pipeline.call("totals", List.of(List.of(1, 2), List.of(), List.of(3))))
        .isEqualTo(List.of("[1, 2] of 123", "[] of 123", "[3] of 123"));
  }
}
