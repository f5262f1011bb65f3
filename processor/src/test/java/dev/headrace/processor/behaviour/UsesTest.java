package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Pipelines as steps of others. */
@AlsoInDaft
class UsesTest {
  private static final String DOUBLED_PLUS_ONE =
      """
      @Pipeline interface Inner {
        int plusOne(int x);
        final class Steps {
          @Node static int doubled(int x) { Trace.add("doubled"); return 2 * x; }
          @Node static int plusOne(int doubled) { return doubled + 1; }
          @Node static int unwanted(int x) { Trace.add("unwanted"); return x; }
        }
      }
      """.replace("@Pipeline", "@SuppressWarnings(\"UnusedStep\") @Pipeline");

  private static final String NORMALIZER = """
      @Pipeline interface Normalizer {
        String lower(String document);
        final class Steps {
          @Node static String trimmed(String document) { return document.trim(); }
          @Node static String lower(String trimmed) { return trimmed.toLowerCase(Locale.ROOT); }
        }
      }
      """;

  @Test
  void a_pipeline_is_a_step_of_another() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int squared(int x);
          @Use(Inner.class) int grown(int x);
          final class Nodes {
            @Node static int squared(int grown) { return grown * grown; }
          }
        }
        """, DOUBLED_PLUS_ONE);
    try (Run run = pipeline.run()) {
      assertThat(run.call("squared", 5)).isEqualTo(121);
      assertThat(run.trace()).containsExactly("doubled");
    }
  }

  @Test
  void inputs_and_outputs_are_renamed() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @From("clean") String cleaned(String passage);
          int size(Doc doc);
          record Doc(String title, String body) {}
          @Use(Normalizer.class) String clean(@From("passage") String document);
          @Use(Normalizer.class) String text(@From("doc.body") String document);
          final class Nodes {
            @Node static int size(String text) { return text.length(); }
          }
        }
        """, NORMALIZER);
    assertThat(pipeline.call("cleaned", "  Hello World  ")).isEqualTo("hello world");
    assertThat(pipeline.call("size", pipeline.make("P$Doc", "t", " ABC "))).isEqualTo(3);
  }

  @Test
  void the_same_pipeline_is_used_twice() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int sum(int a, int b);
          @Use(Inner.class) int left(@From("a") int x);
          @Use(Inner.class) int right(@From("b") int x);
          final class Nodes {
            @Node static int sum(int left, int right) { return left + right; }
          }
        }
        """, DOUBLED_PLUS_ONE);
    assertThat(pipeline.call("sum", 5, 6)).isEqualTo(24);
    assertThat(pipeline.call("sum", 2, 9)).isEqualTo(24);
  }

  @Test
  void a_pipeline_runs_for_each_element_of_a_list() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("grown") List<Integer> all(List<Integer> xs);
          @All("opened") List<Integer> other(List<Integer> ys);
          @Use(Inner.class) int grown(@Each("xs") int x);
          @Use(Inner.class) int opened(@Elements("x") List<Integer> ys);
        }
        """, DOUBLED_PLUS_ONE);
    assertThat(pipeline.call("all", List.of(1, 2, 3))).isEqualTo(List.of(3, 5, 7));
    assertThat(pipeline.call("all", List.of())).isEqualTo(List.of());
    assertThat(pipeline.call("other", List.of(1, 2, 3))).isEqualTo(List.of(3, 5, 7));
  }

  @Test
  void what_is_not_of_the_axis_is_repeated_for_each_element() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("labelled") List<String> labels(String kind, List<String> names);
          @Use(Labeller.class) String labelled(@From("kind") String prefix, @Each("names") String name);
        }
        """, """
        @Pipeline interface Labeller {
          String label(String prefix, String name);
          final class Steps {
            @Node static String head(String prefix) { Trace.add("head"); return prefix + ": "; }
            @Node static String label(String head, String name) { return head + name; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("labels", "FRUIT", List.of("apple", "banana")))
          .isEqualTo(List.of("FRUIT: apple", "FRUIT: banana"));
      assertThat(run.trace()).containsExactly("head");
    }
  }

  @Test
  void a_list_in_lockstep_with_one_that_nothing_else_takes_is_gone_through_by_a_use() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("grown") List<Integer> all(List<Integer> xs, @Elements(value = "y", with = "xs") List<Integer> ys);
          @Use(Inner.class) int grown(@Elements("x") @From("ys") List<Integer> each);
        }
        """, DOUBLED_PLUS_ONE);
    assertThat(pipeline.call("all", List.of(0, 0), List.of(1, 2))).isEqualTo(List.of(3, 5));
  }

  @Test
  void what_a_use_takes_may_lie_where_another_thing_does_that_it_takes() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @From("outer") List<List<Integer>> of(List<Integer> ls, List<Integer> ms);
          @Use(Middle.class) List<List<Integer>> outer(List<Integer> ls, @From("ms") List<Integer> xs);
        }
        """, """
        @SuppressWarnings({"ProductLoop", "UnusedInput"}) @Pipeline interface Middle {
          @All("pair") List<List<Integer>> all(List<Integer> ls, List<Integer> xs);
          @Use(Second.class) int pair(@Each(value = "xs", within = "ls") int a, @Each(value = "xs", with = "xs") int b);
        }
        """, """
        @SuppressWarnings({"UnusedInput", "UnusedStep"}) @Pipeline interface Second {
          int second(int a, int b);
          final class Steps { @Node static int second(int b) { return b + 1; } }
        }
        """);
    assertThat(pipeline.call("of", List.of(1, 2), List.of(3, 4, 5)))
        .isEqualTo(List.of(List.of(4, 5, 6), List.of(4, 5, 6)));
  }

  @Test
  void a_list_that_is_the_same_for_all_is_gone_through_once_for_each_where_a_step_needs_it() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("pair") List<List<Integer>> pairs(List<Integer> xs, List<Integer> ys);
          @All("twice") List<List<Integer>> deep(List<Integer> xs, List<Integer> ys);
          @Use(Sums.class) List<Integer> pair(@Each("xs") int n, @From("ys") List<Integer> ms);
          @Use(Twice.class) List<Integer> twice(@Each("xs") int k, @From("ys") List<Integer> ls);
        }
        """, """
        @Pipeline interface Twice {
          @From("sums") List<Integer> all(int k, List<Integer> ls);
          @Use(Sums.class) List<Integer> sums(@From("k") int n, @From("ls") List<Integer> ms);
        }
        """, """
        @Pipeline interface Sums {
          @All("total") List<Integer> totals(int n, @Elements("m") List<Integer> ms);
          final class Steps {
            @Node static int plus(int m) { Trace.add("plus " + m); return m + 1; }
            @Node static int sum(int n, int plus) { return n + plus; }
            @Node static int total(int sum, int m, @All("sum") List<Integer> all) { return sum * m + all.size(); }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("pairs", List.of(100, 200), List.of(2, 3, 4)))
          .isEqualTo(List.of(List.of(209, 315, 423), List.of(409, 615, 823)));
      assertThat(run.trace()).containsExactly("plus 2", "plus 3", "plus 4");
      assertThat(run.call("pairs", List.of(1, 2), List.of()))
          .isEqualTo(List.of(List.of(), List.of()));
      assertThat(run.call("pairs", List.of(), List.of(1))).isEqualTo(List.of());
      assertThat(run.call("deep", List.of(100, 200), List.of(2, 3, 4)))
          .isEqualTo(List.of(List.of(209, 315, 423), List.of(409, 615, 823)));
    }
  }

  @Test
  void a_pipeline_in_a_pipeline_in_a_pipeline() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("outer") List<List<Integer>> all(@Elements("row") List<List<Integer>> rows);
          @Use(Middle.class) int outer(@Each("row") int y);
        }
        """, """
        @Pipeline interface Middle {
          int total(int y);
          @Use(Inner.class) int grown(@From("y") int x);
          @Use(Inner.class) int again(@From("grown") int x);
          final class Steps {
            @Node static int total(int grown, int again, int y) { return 10000 * grown + 100 * again + y; }
          }
        }
        """, DOUBLED_PLUS_ONE);
    assertThat(pipeline.call("all", List.of(List.of(1, 2), List.of(), List.of(3))))
        .isEqualTo(List.of(List.of(30701, 51102), List.of(), List.of(71503)));
  }

  @Test
  void the_axes_of_a_used_pipeline_are_its_own() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int total(List<Integer> numbers);
          @All("sized") List<Integer> sizes(@Elements("row") List<List<Integer>> rows);
          @Use(Doubler.class) @Elements("twice") List<Integer> doubled(@From("numbers") List<Integer> ns);
          @Use(value = Doubler.class, entry = "all") List<Integer> rowDoubled(@From("row") List<Integer> ns);
          final class Nodes {
            @Node static int square(int twice) { return twice * twice; }
            @Node static int total(@All("square") List<Integer> squares) {
              return squares.stream().mapToInt(i -> i).sum();
            }
            @Node static int sized(List<Integer> rowDoubled) { return rowDoubled.stream().mapToInt(i -> i).sum(); }
          }
        }
        """, """
        @Pipeline interface Doubler {
          @All("two") List<Integer> all(@Elements("n") List<Integer> ns);
          final class Steps {
            @Node static int two(int n) { return 2 * n; }
          }
        }
        """);
    assertThat(pipeline.call("total", List.of(1, 2, 3))).isEqualTo(4 + 16 + 36);
    assertThat(pipeline.call("sizes", List.of(List.of(1, 2), List.of(), List.of(5))))
        .isEqualTo(List.of(6, 0, 10));
  }

  @Test
  void batches_run_across_uses_calls_and_elements() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("coded") List<Integer> all(List<String> texts);
          Pair both(String left, String right);
          @Outputs record Pair(@From("one") int a, @From("two") int b) {}
          @Use(Encoding.class) int coded(@Each("texts") String text);
          @Use(Encoding.class) int one(@From("left") String text);
          @Use(Encoding.class) int two(@From("right") String text);
        }
        """, """
        @Pipeline interface Encoding {
          int code(String text);
          final class Steps {
            @Node static String upper(String text) { return text.toUpperCase(Locale.ROOT); }
            @BatchNode(maxBatchSize = 4) static List<Integer> code(List<String> upper, Model model) {
              return model.encode(upper);
            }
          }
        }
        """, """
        @StatefulResource final class Model {
          Model(int offset) { this.offset = offset; }
          private final int offset;
          List<Integer> encode(List<String> texts) {
            return texts.stream().map(t -> t.length() + offset).toList();
          }
        }
        """);
    try (Run run = pipeline.run().with("model", 100)) {
      assertThat(run.call("all", List.of("a", "bb", "ccc", "d", "ee", "f")))
          .isEqualTo(List.of(101, 102, 103, 101, 102, 101));
      assertThat(run.batches()).containsExactly("coded.code×4", "coded.code×2");
      assertThat(run.call("both", "a", "bb")).isEqualTo(pipeline.make("P$Pair", 101, 102));
      assertThat(run.created()).containsExactly("model");
    }
  }

  @Test
  void inputs_are_taken_by_name_given_or_left_to_their_default() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int factor();
          int byName(int y);
          int given(int y);
          int shadowed(int y, int offset);
          @Use(Scale.class) int scaled(@From("y") int x);
          @Use(Scale.class) int threefold(@From("y") int x, @From("three") int factor);
          final class Nodes {
            @Node static int three() { return 3; }
            @Node static int byName(int scaled) { return scaled; }
            @Node static int shadowed(int scaled) { return -scaled; }
            @Node static int given(int threefold) { return threefold; }
          }
        }
        """, """
        @Pipeline interface Scale {
          @Input int factor();
          @Input default int offset() { return 1000; }
          int scaled(int x);
          final class Steps {
            @Node static int scaled(int x, int factor, int offset) { return factor * x + offset; }
          }
        }
        """);
    try (Run run = pipeline.run().with("factor", 7)) {
      assertThat(run.call("byName", 2)).isEqualTo(1014);
      assertThat(run.call("given", 2)).isEqualTo(1006);
      assertThat(run.call("shadowed", 2, 1)).isEqualTo(-15);
    }
    try (Run run = pipeline.run().with("factor", 7).with("offset", 5)) {
      assertThat(run.call("byName", 2)).isEqualTo(19);
    }
    try (Run run = pipeline.run()) {
      assertThat(run.call("given", 2)).isEqualTo(1006);
      assertThatThrownBy(() -> run.callPlainly("byName", 2)).hasMessageContaining("factor");
    }
  }

  @Test
  void what_a_used_pipeline_makes_of_inputs_is_bound() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("doc") List<String> docs();
          @All("place") List<Integer> places(@Elements("q") List<String> qs);
          @Use(Index.class) int place(@From("q") String word);
        }
        """, """
        @Pipeline interface Index {
          @Input @Elements("d") List<String> docs();
          int place(String word);
          final class Steps {
            @Node static String key(String d) { Trace.add("key " + d); return d.trim(); }
            @Node static Map<String, Integer> index(@All("key") List<String> keys) {
              Map<String, Integer> map = new HashMap<>();
              for (String k : keys) map.put(k, map.size());
              return map;
            }
            @Node static int place(String word, Map<String, Integer> index) {
              return index.getOrDefault(word, -1);
            }
          }
        }
        """);
    try (Run run = pipeline.run().with("docs", List.of("a ", "b"))) {
      assertThat(run.call("places", List.of("b", "x", "a"))).isEqualTo(List.of(1, -1, 0));
      assertThat(run.callPlainly("places", List.of("b"))).isEqualTo(List.of(1));
      assertThat(run.trace()).isEmpty();
    }
  }

  @Test
  void outputs_of_a_used_pipeline_are_computed_where_they_are_asked_for() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int sum(int x);
          @From("both") Two.Both whole(int x);
          @All("third") List<List<Integer>> thirds(@Elements("v") List<Integer> vs);
          @Use(Two.class) Two.Both both(int x);
          @Use(Two.class) Two.Both parts(int x);
          @Use(Two.class) Two.Both each(@From("v") int x);
          @From("parts.doubled") int part(int x);
          final class Nodes {
            @Node static int sum(@From("both.doubled") int a, @From("both.tripled") int b) { return a + b; }
            @Node static List<Integer> third(@From("each.all") List<Integer> c) { return c; }
          }
        }
        """, """
        @Pipeline interface Two {
          Both both(int x);
          @Outputs record Both(int doubled, int tripled, @All("up") List<Integer> all) {}
          final class Steps {
            @Node static int doubled(int x) { Trace.add("doubled"); return 2 * x; }
            @Node static int tripled(int x) { Trace.add("tripled"); return 3 * x; }
            @Node @Elements("n") static List<Integer> range(int x) {
              Trace.add("range");
              return IntStream.range(0, x).boxed().toList();
            }
            @Node static int up(int n) { return n + 1; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("sum", 5)).isEqualTo(25);
      assertThat(run.trace()).containsExactlyInAnyOrder("doubled", "tripled");
      assertThat(run.call("whole", 2)).isEqualTo(pipeline.make("Two$Both", 4, 6, List.of(1, 2)));
      assertThat(run.call("part", 2)).isEqualTo(4);
      assertThat(run.call("thirds", List.of(2, 0, 1)))
          .isEqualTo(List.of(List.of(1, 2), List.of(), List.of(1)));
    }
  }

  @Test
  void a_list_among_outputs_is_computed_without_the_others() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int most(@Elements("x") List<Integer> xs, List<Integer> ys);
          @Use(Two.class) Two.Both u(@From("x") int a, @From("ys") List<Integer> bs);
          final class Nodes {
            @Node static int most(@From("u.ups") List<Integer> ups) { return Collections.max(ups); }
          }
        }
        """, """
        @Pipeline interface Two {
          @Outputs record Both(int own, @All("up") List<Integer> ups) {}
          Both both(int a, @Elements("b") List<Integer> bs);
          final class Nodes {
            @Node static int own(int a) { Trace.add("own"); return a; }
            @Node static int up(int b) { Trace.add("up"); return b + 1; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("most", List.of(1, 2, 3), List.of(4, 5))).isEqualTo(6);
      assertThat(run.trace()).containsExactly("up", "up");
    }
  }

  @Test
  void outputs_of_a_pipeline_that_a_used_one_uses_are_taken_there() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @From("u.b") int b(int k);
          @From("u") Outer.Both whole(int k);
          @Use(Outer.class) Outer.Both u(@From("d") int x);
          final class Nodes { @Node static int d(int k) { return k + 1; } }
        }
        """, """
        @Pipeline interface Outer {
          @Outputs record Both(int a, int b) {}
          Both both(int x);
          @Use(Inner.class) Inner.Pair in(@From("x") int y);
          final class Nodes {
            @Node static int a(@From("in.q") int q) { return 2 * q; }
            @Node static int b(@From("in.q") int q, @From("in.p") int p) { return 10 * q + p; }
          }
        }
        """, """
        @Pipeline interface Inner {
          @Outputs record Pair(int p, int q) {}
          Pair pair(int y);
          final class Nodes {
            @Node static int p(int y) { return y; }
            @Node static int q(int y) { return y + 1; }
          }
        }
        """);
    assertThat(pipeline.call("b", 1)).isEqualTo(32);
    assertThat(pipeline.call("whole", 1)).isEqualTo(pipeline.make("Outer$Both", 6, 32));
  }

  @Test
  void an_inner_pipeline_may_be_nested_and_have_several_entries_futures_and_forms() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int sum(int x);
          @Use(value = Inner.class, entry = "later") int later(int x);
          @Use(Inner.class) int twice(int x);
          final class Nodes {
            @Node static int sum(int later, int twice) { return 100 * later + twice; }
          }
          @Pipeline interface Inner {
            CompletableFuture<Integer> later(int x);
            int twice(int x);
            final class Steps {
              @Node static int later(int x) { return x + 1; }
              @Node static int twice(int x) { return 2 * x; }
            }
          }
        }
        """);
    assertThat(pipeline.call("sum", 5)).isEqualTo(610);
  }

  @Test
  void resources_of_one_name_stay_apart_and_the_same_one_is_shared() {
    CompiledPipeline pipeline = CompiledPipeline.of(
        """
        @Pipeline(nodes = Shared.class) interface P {
          int sum(int x);
          @Use(Inner.class) int inner(int x);
          final class Nodes {
            @StatefulResource static Factor factor() { return new Factor(10); }
            @Node static int own(int x, Factor theFactor) { return theFactor.times(x); }
            @Node static int shared(int x, Offset offset) { return x + offset.by(); }
            @Node static int sum(int inner, int own, int shared) { return 10000 * inner + 100 * own + shared; }
          }
        }
        """,
        """
        @Pipeline(nodes = Shared.class) interface Inner {
          int scaled(int x);
          final class Steps {
            @StatefulResource static Factor factor() { return new Factor(2); }
            @Node static int scaled(int x, Factor f, Offset offset) { return f.times(x) + offset.by(); }
          }
        }
        """,
        "record Factor(int k) { int times(int x) { return k * x; } }",
        """
        final class Shared {
          @StatefulResource static Offset offset(int by) { return new Offset(by); }
        }
        """,
        "record Offset(int by) {}");
    try (Run run = pipeline.run().with("offset", 1)) {
      assertThat(run.callPlainly("sum", 3)).isEqualTo(7 * 10000 + 30 * 100 + 4);
      assertThat(run.created()).containsExactlyInAnyOrder("factor", "innerFactor", "offset");
    }
  }

  @Test
  void a_failure_within_a_used_pipeline_names_the_use() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int root(int x);
          @Use(Roots.class) int root2(int x);
          final class Nodes {
            @Node static int root(int root2) { return root2; }
          }
        }
        """, """
        @Pipeline interface Roots {
          int root(int x);
          final class Steps {
            @Node static int root(int x) {
              if (x < 0) throw new IllegalArgumentException("negative");
              return (int) Math.sqrt(x);
            }
          }
        }
        """);
    assertThat(pipeline.call("root", 16)).isEqualTo(4);
    try (Run run = pipeline.run()) {
      assertThatThrownBy(() -> run.callPlainly("root", -1))
          .hasMessageContaining("root2.root")
          .hasMessageContaining("negative");
    }
  }

  @Test
  void instance_steps_run_on_the_used_pipelines_own_resource() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int sum(int x);
          @Use(Scaling.class) int scaled(@From("x") int number);
          final class Nodes {
            @StatefulResource static Factor factor() { return new Factor(100); }
            @Node static int own(int x, Factor factor) { return factor.by() * x; }
            @Node static int sum(int own, int scaled) { return own + scaled; }
          }
        }
        """, """
        @Pipeline(nodes = Factor.class) interface Scaling {
          int times(int number);
        }
        """, """
        @StatefulResource class Factor {
          private final int by;
          Factor(int by) { this.by = by; }
          int by() { return by; }
          @Node int times(int number) { return by * number; }
        }
        """);
    try (Run run = pipeline.run().with("scaledFactor", 7)) {
      assertThat(run.callPlainly("sum", 3)).isEqualTo(321);
      assertThat(run.created()).containsExactlyInAnyOrder("factor", "scaledFactor");
    }
  }

  @Test
  void a_list_in_lockstep_is_opened_by_the_used_pipeline_alone() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("UnusedInput") @Pipeline interface P {
          @From("lengths") List<Integer> all(List<Integer> xs, @Elements(value = "text", with = "xs") List<String> texts);
          @Use(Lengths.class) List<Integer> lengths(List<String> texts);
        }
        """, """
        @Pipeline interface Lengths {
          @All("length") List<Integer> lengths(@Elements("word") List<String> texts);
          final class Nodes {
            @Node static int length(String word) { return word.length(); }
          }
        }
        """);
    assertThat(pipeline.call("all", List.of(1, 2), List.of("a", "bcd"))).isEqualTo(List.of(1, 3));
  }

  @Test
  void all_values_along_an_axis_for_all_pairs_beside_a_step_along_it() {
    CompiledPipeline p = CompiledPipeline.of("""
        @SuppressWarnings("ProductLoop")
        @Pipeline interface P {
          @All("both") List<Integer> all(@Elements("list") List<List<Integer>> lists);
          @Use(Sizes.class) List<List<Integer>> sizes(@All("longer") List<List<Integer>> lists);
          final class Nodes {
            @Node static List<Integer> longer(List<Integer> list) { return Stream.concat(list.stream(), Stream.of(0)).toList(); }
            @Node static int both(List<List<Integer>> sizes, List<Integer> longer) {
              return 10 * sizes.hashCode() + longer.size();
            }
          }
        }
        """, """
        @SuppressWarnings("ProductLoop")
        @Pipeline interface Sizes {
          @All("size") List<List<Integer>> sizes(List<List<Integer>> lists);
          final class Nodes {
            @Node static int size(@Each(value = "lists", within = "lists") List<Integer> list) { return list.size(); }
          }
        }
        """);
    int sizes = 10 * List.of(List.of(3, 1), List.of(3, 1)).hashCode();
    assertThat(p.call("all", List.of(List.of(1, 2), List.of())))
        .isEqualTo(List.of(sizes + 3, sizes + 1));
    assertThat(p.call("all", List.of())).isEqualTo(List.of());
  }

  @Test
  void one_use_alone_in_an_entry_and_beside_its_twin_in_another() {
    CompiledPipeline p =
        CompiledPipeline.of("""
        @SuppressWarnings("RowByRowResource")
        @Pipeline interface P {
          @All("second") List<Integer> alone(int k);
          Both both(int k);
          @Outputs record Both(@All("first") List<Integer> firsts, @All("last") List<Integer> lasts) {}
          @Use(Sum.class) int first(@Each("lists") List<Integer> list);
          @Use(Sum.class) int second(@Each("lists") List<Integer> list);
          final class Nodes {
            @Node static List<List<Integer>> lists(int k) { return List.of(List.of(k, 1), List.of(), List.of(k)); }
            @Node static int last(int second) { return second + 1; }
          }
        }
        """, """
        @SuppressWarnings("RowByRowResource")
        @Pipeline interface Sum {
          int sum(@Elements("item") List<Integer> list);
          final class Nodes {
            @Node static int sum(@All("item") List<Integer> items, Model model) {
              return model.factor() * items.stream().mapToInt(i -> i).sum();
            }
          }
        }
        """, "@StatefulResource record Model(int factor) {}");
    try (Run run = p.run().with("model", 10)) {
      assertThat(run.call("alone", 5)).isEqualTo(List.of(60, 0, 50));
      assertThat(run.call("both", 5))
          .isEqualTo(p.make("P$Both", List.of(60, 0, 50), List.of(61, 1, 51)));
    }
  }
}
