package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inputs, and what depends on nothing else. */
@AlsoInDaft
class BoundTest {

  @Test
  void bound_values_are_computed_once_for_all_calls() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int k();
          int plus(int x);
          @All("plus") List<Integer> all(@Elements("x") List<Integer> xs);
          final class Nodes {
            @Node static int square(int k) { Trace.add("square"); return k * k; }
            @Node static int plus(int x, int square) { return x + square; }
          }
        }
        """);
    try (Run run = pipeline.run().with("k", 3)) {
      assertThat(run.callPlainly("plus", 1)).isEqualTo(10);
      assertThat(run.trace()).containsExactly("square");
      assertThat(run.callPlainly("plus", 2)).isEqualTo(11);
      assertThat(run.callPlainly("all", List.of(1, 2))).isEqualTo(List.of(10, 11));
      assertThat(run.trace()).isEmpty();
      assertThat(run.call("plus", 1)).isEqualTo(10);
    }
    try (Run run = pipeline.run().with("k", 4)) {
      assertThat(run.call("plus", 1)).isEqualTo(17);
    }
  }

  @Test
  void an_input_without_a_value_fails_only_the_entries_that_need_it() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int k();
          int plus(int x);
          int twice(int x);
          final class Nodes {
            @Node static int plus(int x, int k) { return x + k; }
            @Node static int twice(int x) { return 2 * x; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("twice", 1)).isEqualTo(2);
      assertThatThrownBy(() -> run.callPlainly("plus", 1))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("k")
          .hasMessageContaining("builder().k(");
    }
  }

  @Test
  void a_default_body_gives_the_value_when_none_is_bound() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input default int k() { return 7; }
          @Input default List<String> words() { return List.of("a", "b"); }
          String plus(int x);
          final class Nodes {
            @Node static String plus(int x, int k, List<String> words) { return x + k + String.join("", words); }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("plus", 1)).isEqualTo("8ab");
    }
    try (Run run = pipeline.run().with("k", 1).with("words", List.of("c"))) {
      assertThat(run.call("plus", 1)).isEqualTo("2c");
    }
  }

  @Test
  void an_entry_parameter_takes_the_place_of_an_input() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int k();
          int plus(int x);
          @From("plus") int with(int x, int k);
          final class Nodes {
            @Node static int square(int k) { return k * k; }
            @Node static int plus(int x, int square) { return x + square; }
          }
        }
        """);
    try (Run run = pipeline.run().with("k", 3)) {
      assertThat(run.call("plus", 1)).isEqualTo(10);
      assertThat(run.call("with", 1, 5)).isEqualTo(26);
    }
    try (Run run = pipeline.run()) {
      assertThat(run.call("with", 1, 5)).isEqualTo(26);
    }
  }

  @Test
  void elements_of_an_input_and_a_list_parameter_that_takes_its_place() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("passage") List<String> passages();
          int longest();
          @From("longest") int of(@Elements("passage") List<String> passages);
          final class Nodes {
            @Node static int length(String passage) { return passage.length(); }
            @Node static int longest(@All("length") List<Integer> all) { return all.stream().mapToInt(i -> i).max().orElse(-1); }
          }
        }
        """);
    try (Run run = pipeline.run().with("passages", List.of("a", "bbb"))) {
      assertThat(run.call("longest")).isEqualTo(3);
      assertThat(run.call("of", List.of("cc"))).isEqualTo(2);
    }
  }

  @Test
  void a_bound_axis_meets_what_changes_with_each_call() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("passage") List<String> passages();
          @All("score") List<Integer> scores(String query);
          int best(String query);
          @All("length") List<Integer> lengths();
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode static List<Integer> length(List<String> passage, Model model) {
              Trace.add("length " + passage.size());
              return passage.stream().map(String::length).toList();
            }
            @Node static int score(String query, String passage, int length) { return query.length() * 100 + length; }
            @Node static int best(@All("score") List<Integer> scores) { return scores.stream().mapToInt(i -> i).max().orElse(-1); }
          }
        }
        """);
    try (Run run = pipeline.run().with("passages", List.of("a", "bbb"))) {
      assertThat(run.call("scores", "xy")).isEqualTo(List.of(201, 203));
      assertThat(run.call("best", "xy")).isEqualTo(203);
      assertThat(run.trace()).isEmpty();
      assertThat(run.call("lengths")).isEqualTo(List.of(1, 3));
    }
    try (Run run = pipeline.run().with("passages", List.of())) {
      assertThat(run.call("scores", "xy")).isEqualTo(List.of());
      assertThat(run.call("best", "xy")).isEqualTo(-1);
    }
    try (Run run = pipeline.run().with("passages", Arrays.asList("a", null))) {
      assertThat(run.call("scores", "xy")).isEqualTo(Arrays.asList(201, null));
    }
  }

  @Test
  void a_batch_step_over_a_bound_axis_for_each_call() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("passage") List<String> passages();
          @All("score") List<Integer> scores(String query);
          @StatefulResource final class Model {}
          final class Nodes {
            @Node static String upper(String passage) { return passage.toUpperCase(Locale.ROOT); }
            @BatchNode static List<Integer> score(List<String> query, List<String> upper, Model model) {
              return IntStream.range(0, query.size()).mapToObj(i -> (query.get(i) + upper.get(i)).length()).toList();
            }
          }
        }
        """);
    try (Run run = pipeline.run().with("passages", List.of("a", "bbb"))) {
      assertThat(run.call("scores", "xy")).isEqualTo(List.of(3, 5));
      assertThat(run.batches()).containsExactly("score×2");
    }
  }

  @Test
  void lists_within_a_bound_list() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("doc") List<List<String>> docs();
          @All("hit") List<List<String>> hits(String query);
          @All("size") List<Integer> sizes();
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode @Elements("word") static List<List<String>> words(List<List<String>> doc, Model model) { return doc; }
            @BatchNode static List<String> upper(List<String> word, Model model) {
              return word.stream().map(w -> w.toUpperCase(Locale.ROOT)).toList();
            }
            @Node static int size(@All("upper") List<String> uppers) { return uppers.size(); }
            @Node static String hit(String query, String upper, int size, List<String> doc) { return query + upper + size + doc.size(); }
          }
        }
        """);
    try (Run run =
        pipeline.run().with("docs", List.of(List.of("a", "b"), List.of(), List.of("c")))) {
      assertThat(run.call("hits", "q"))
          .isEqualTo(List.of(List.of("qA22", "qB22"), List.of(), List.of("qC11")));
      assertThat(run.call("sizes")).isEqualTo(List.of(2, 0, 1));
    }
  }

  @Test
  void an_opaque_bound_value() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input List<String> words();
          boolean known(String word);
          final class Index implements AutoCloseable {
            final Set<String> words;
            Index(List<String> words) { this.words = new HashSet<>(words); }
            @Override public void close() { Trace.add("closed"); }
          }
          final class Nodes {
            @Node static Index index(List<String> words) { Trace.add("built"); return new Index(words); }
            @Node static boolean known(String word, Index index) { return index.words.contains(word); }
          }
        }
        """);
    Run run = pipeline.run().with("words", List.of("a", "b"));
    assertThat(run.call("known", "a")).isEqualTo(true);
    assertThat(run.call("known", "c")).isEqualTo(false);
    Trace.take();
    run.close();
    assertThat(Trace.take()).containsExactly("closed");
  }

  @Test
  void an_opaque_value_of_each_row_that_a_model_and_something_else_take() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("word") List<String> words();
          @All("scored") List<Integer> scores();
          @All("size") List<Integer> sizes();
          final class Parsed {
            final String text;
            Parsed(String text) { this.text = text; }
          }
          @StatefulResource final class Model {
            final int factor;
            Model(int factor) { this.factor = factor; }
          }
          final class Nodes {
            @Node static Parsed parsed(String word) { return new Parsed(word); }
            @BatchNode static List<Integer> scored(List<Parsed> parsed, Model model) {
              return parsed.stream().map(p -> model.factor * p.text.length()).toList();
            }
            @Node static int size(Parsed parsed) { return parsed.text.length(); }
          }
        }
        """);
    try (Run run = pipeline.run().with("words", List.of("a", "bcd")).with("model", 10)) {
      assertThat(run.call("scores")).isEqualTo(List.of(10, 30));
      assertThat(run.call("sizes")).isEqualTo(List.of(1, 3));
    }
  }

  @Test
  void warming_up_computes_what_the_inputs_allow() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int j();
          @Input int k();
          int a(int x);
          int b(int x);
          final class Nodes {
            @Node static int fromJ(int j) { Trace.add("fromJ"); return j; }
            @Node static int fromK(int k) { Trace.add("fromK"); return k; }
            @Node static int a(int x, int fromJ) { return x + fromJ; }
            @Node static int b(int x, int fromJ, int fromK) { return x + fromJ + fromK; }
          }
        }
        """);
    try (Run run = pipeline.run().with("j", 1)) {
      Trace.take();
      Reflection.invoke(run.executor(), "warmUp");
      assertThat(Trace.take()).containsExactly("fromJ");
      assertThat(run.call("a", 1)).isEqualTo(2);
    }
  }

  @Test
  void a_resource_is_warmed_up_without_any_bound_value() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int a(int x);
          @StatefulResource final class Model { Model() { Trace.add("built"); } }
          final class Nodes {
            @Node static int a(int x, Model model) { return x; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      Trace.take();
      Reflection.invoke(run.executor(), "warmUp");
      assertThat(Trace.take()).containsExactly("built");
      assertThat(run.created()).containsExactly("model");
    }
  }

  @Test
  void a_step_without_parameters_is_a_constant() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int plus(int x);
          @All("plus") List<Integer> all(@Elements("x") List<Integer> xs);
          final class Nodes {
            @Node static int seven() { Trace.add("seven"); return 7; }
            @Node static int plus(int x, int seven) { return x + seven; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.callPlainly("plus", 1)).isEqualTo(8);
      assertThat(run.callPlainly("plus", 1)).isEqualTo(8);
      assertThat(run.trace()).isEmpty();
      assertThat(run.call("all", List.of(1, 2))).isEqualTo(List.of(8, 9));
    }
  }

  @Test
  void a_bound_value_that_is_null() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Nullable String name();
          @Nullable String greeting(String hello);
          @Nullable String lenient(String hello);
          final class Nodes {
            @Node static @Nullable String upper(String name) { return name.isEmpty() ? null : name.toUpperCase(Locale.ROOT); }
            @Node static String greeting(String hello, String upper) { return hello + upper; }
            @Node static String lenient(String hello, @Nullable String upper, @Nullable String name) { return hello + upper + name; }
          }
        }
        """);
    try (Run run = pipeline.run().with("name", "a")) {
      assertThat(run.call("greeting", "hi")).isEqualTo("hiA");
    }
    try (Run run = pipeline.run().with("name", "")) {
      assertThat(run.call("greeting", "hi")).isNull();
      assertThat(run.call("lenient", "hi")).isEqualTo("hinull");
    }
    try (Run run = pipeline.run().with("name", (Object) null)) {
      assertThat(run.call("greeting", "hi")).isNull();
      assertThat(run.call("lenient", "hi")).isEqualTo("hinullnull");
    }
  }

  @Test
  void a_bound_list_that_is_null_has_no_elements() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("passage") @Nullable List<String> passages();
          @Nullable @All("score") List<Integer> scores(String query);
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode static List<Integer> length(List<String> passage, Model model) { return passage.stream().map(String::length).toList(); }
            @Node static int score(String query, int length) { return query.length() + length; }
          }
        }
        """);
    try (Run run = pipeline.run().with("passages", (Object) null)) {
      assertThat(run.call("scores", "xy")).isNull();
    }
    try (Run run = pipeline.run().with("passages", List.of("abc"))) {
      assertThat(run.call("scores", "xy")).isEqualTo(List.of(5));
    }
  }

  /** The list and its elements are kept by two stages: the second has no step of its own. */
  @Test
  void elements_of_the_elements_that_a_bound_row_gives() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input List<List<String>> groups();
          @All("size") List<List<List<Integer>>> sizes();
          @StatefulResource(callsPerInstance = 0) final class Model {
            final int factor;
            Model(int factor) { this.factor = factor; }
          }
          final class Nodes {
            @Node @Elements("word") static List<List<String>> words(@Each("groups") List<String> group) {
              return group.stream().map(text -> List.of(text.split(" "))).toList();
            }
            @Node static int size(@Each("word") String part, Model model) { return model.factor * part.length(); }
          }
        }
        """);
    List<List<String>> groups = List.of(List.of("a", "bc def"), List.of());
    try (Run run = pipeline.run().with("groups", groups).with("model", 10)) {
      assertThat(run.call("sizes"))
          .isEqualTo(List.of(List.of(List.of(10), List.of(20, 30)), List.of()));
    }
  }

  @Test
  void an_opaque_value_of_the_call_for_each_element_of_a_bound_flat_map() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("RebuiltPerCall") @Pipeline interface P {
          @Input List<List<Integer>> rows();
          @All("size") List<Integer> sizes(int k);
          final class Nodes {
            @Node static List<Integer> twice(@Each("rows") List<Integer> row) {
              return Stream.concat(row.stream(), row.stream()).toList();
            }
            @Node static StringBuilder text(int k, @Each("twice") int x) { return new StringBuilder().append(k + x); }
            @Node static int size(@All("text") List<StringBuilder> text) { return String.join("", text).length(); }
          }
        }
        """);
    try (Run run = pipeline.run().with("rows", List.of(List.of(1, 2), List.of(), List.of(30)))) {
      assertThat(run.call("sizes", 7)).isEqualTo(List.of(4, 0, 4));
    }
  }

  /** A step along the bound list takes what is made of all of its values, once per element of another list. */
  @Test
  void opaque_values_for_each_pair_of_an_element_of_a_bound_list_and_one_of_the_call() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings({"RebuiltPerCall", "ProductLoop"}) @Pipeline interface P {
          @Input List<String> words();
          @All("total") List<Integer> totals(@Elements("k") List<Integer> ks);
          final class Nodes {
            @Node static int length(@Each("words") String word, @All("k") List<Integer> k) { return word.length() + k.size(); }
            @Node static StringBuilder text(@Each(value = "length", within = "ks") int length) { return new StringBuilder().append(length); }
            @Node static int total(@Each("words") String word, @All(value = "text", over = "k") List<StringBuilder> text) {
              return Integer.parseInt(String.join("", text));
            }
          }
        }
        """);
    try (Run run = pipeline.run().with("words", List.of("a", "bc"))) {
      assertThat(run.call("totals", List.of(7, 8, 9))).isEqualTo(List.of(454545, 454545));
    }
  }
}
