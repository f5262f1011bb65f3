package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.ConfigurationException;
import dev.headrace.runtime.Gpus;
import dev.headrace.runtime.ResourceSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Models, clients and connections. */
@AlsoInDaft
class ResourcesTest {

  @Test
  void two_configurations_of_one_class_through_factories() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          List<Integer> both(int x);
          final class Times { final int factor; Times(int factor) { this.factor = factor; } }
          final class Nodes {
            @StatefulResource static Times small(int factor) { return new Times(factor); }
            @StatefulResource static Times large(int factor, Device device) { return new Times(factor); }
            @Node static int a(int x, Times small) { return x * small.factor; }
            @Node static int b(int x, Times large) { return x * large.factor; }
            @Node static List<Integer> both(int a, int b) { return List.of(a, b); }
          }
        }
        """);
    try (Run run = pipeline.run().with("small", 2).with("large", 3)) {
      assertThat(run.call("both", 10)).isEqualTo(List.of(20, 30));
      assertThat(run.created()).containsExactlyInAnyOrder("small", "large");
    }
  }

  @Test
  void a_resource_may_be_called_builder() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int y(int x);
          final class Builder { final int factor = 3; }
          final class Other {}
          final class Nodes {
            @StatefulResource static Builder builder() { return new Builder(); }
            @StatefulResource static Other other() { return new Other(); }
            @Node static int y(int x, Builder builder, Other other) { return x * builder.factor; }
          }
        }
        """);
    assertThat(pipeline.call("y", 10)).isEqualTo(30);
  }

  @Test
  void a_configuration_is_what_it_was_when_it_was_given() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int y(int x);
          @StatefulResource final class Model {
            final int size;
            Model(List<List<String>> words, int[] more, String words2) {
              size = 100 * words.get(0).size() + more[0];
            }
          }
          final class Nodes { @Node static int y(int x, Model model) { return x + model.size; } }
        }
        """);
    List<String> words = new ArrayList<>(List.of("a"));
    int[] more = {10};
    try (Run run = pipeline.run().with("model", List.of(words), more, "w").onlyInJava();
        Run equal = pipeline
            .run()
            .with("model", List.of(List.of("a")), new int[] {10}, "w")
            .onlyInJava()) {
      assertThat(run.executor()).isNotNull();
      assertThat(equal.executor()).isNotNull();
      words.add("b");
      more[0] = 20;
      assertThat(Reflection.invoke(run.executor(), "y", 1)).isEqualTo(111);
      assertThat(Reflection.invoke(equal.executor(), "y", 1)).isEqualTo(111);
      assertThat(run.created()).containsExactly("model"); // they share it
    }
    assertThat(ResourceSnapshot.all())
        .extracting(ResourceSnapshot::resource)
        .containsExactly("none");
  }

  @Test
  void a_factory_that_is_null_is_refused_at_once() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int y(int x);
          @StatefulResource final class Model { Model(int size) {} }
          final class Nodes { @Node static int y(int x, Model model) { return x; } }
        }
        """);
    try (Run run = pipeline.run().with("model", (Object) null).onlyInJava()) {
      assertThatThrownBy(run::executor)
          .isInstanceOf(NullPointerException.class)
          .hasMessage("model");
    }
  }

  @Test
  void more_gpus_than_there_are() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int y(int x);
          @StatefulResource(gpus = 2) final class Model { Model(int size) {} }
          @StatefulResource final class Other {}
          final class Nodes {
            @BatchNode static List<Integer> y(List<Integer> x, Model model, Other other) { return x; }
          }
        }
        """);
    try (Gpus.Simulated one = Gpus.simulate(1);
        Run run = pipeline.run().with("model", 1).onlyInJava();
        Run unconfigured = pipeline.run().onlyInJava()) {
      assertThat(one).isNotNull();
      assertThatThrownBy(run::executor)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("model needs 2 GPUs, but there is only 1 (simulated). Fix: ");
      assertThat(ResourceSnapshot.all()) // nothing stays open
          .extracting(ResourceSnapshot::resource)
          .containsExactly("none");
      assertThat(unconfigured.executor()).isNotNull(); // its failure is another one, at first need
    }
    assertThat(pipeline.compiled().resources().get(pipeline.name() + "/p.py"))
        .contains("- model takes 2 GPUs; HEADRACE_GPUS=0 runs it on the CPU.");
  }

  @Test
  void a_resource_can_be_an_interface_with_a_factory_and_a_fake() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int length(String text);
          interface Model { int length(String text); }
          final class Nodes {
            @StatefulResource static Model model() { return String::length; }
            @Node static int length(String text, Model model) { return model.length(text); }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("length", "abc")).isEqualTo(3);
    }
    Class<?> type = pipeline.type("P$Model");
    Object fake = java.lang.reflect.Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> method.getName().equals("length")
            ? (Object) 42
            : method.getName().equals("hashCode") ? 1 : (Object) (self == arguments[0]));
    try (Run run = pipeline.run().with("model", (Supplier<Object>) () -> fake)) {
      assertThat(run.call("length", "abc")).isEqualTo(42);
    }
  }

  @Test
  void two_resources_in_one_step() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("both") List<String> all(@Elements("x") List<Integer> xs);
          @From("both") String one(int x);
          @StatefulResource final class A { final String name; A(String name) { this.name = name; } }
          @StatefulResource final class B {}
          final class Nodes {
            @BatchNode static List<String> both(List<Integer> x, B b, A a) { return x.stream().map(i -> a.name + i).toList(); }
          }
        }
        """);
    try (Run run = pipeline.run().with("a", "n")) {
      assertThat(run.call("all", List.of(1, 2))).isEqualTo(List.of("n1", "n2"));
      assertThat(run.call("one", 3)).isEqualTo("n3");
      assertThat(run.created()).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void a_resource_of_a_resource_class_with_another_resource() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          String shown(int x);
          @StatefulResource final class Inner { final String name; Inner(String name) { this.name = name; } }
          @StatefulResource final class Outer { final Inner inner; Outer(Inner inner) { this.inner = inner; } }
          final class Nodes {
            @Node static String shown(int x, Outer outer) { return outer.inner.name + x; }
          }
        }
        """);
    try (Run run = pipeline.run().with("inner", "n")) {
      assertThat(run.call("shown", 1)).isEqualTo("n1");
    }
  }

  @Test
  void the_configuration_can_be_an_input() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input List<String> stopWords();
          boolean kept(String word);
          @StatefulResource final class Filter {
            final Set<String> words; final int min;
            Filter(List<String> stopWords, int min, Device device) { words = Set.copyOf(stopWords); this.min = min; }
          }
          final class Nodes {
            @Node static boolean kept(String word, Filter filter) { return !filter.words.contains(word) && word.length() >= filter.min; }
          }
        }
        """);
    try (Run run = pipeline.run().with("stopWords", List.of("the")).with("filter", 2)) {
      assertThat(run.call("kept", "the")).isEqualTo(false);
      assertThat(run.call("kept", "a")).isEqualTo(false);
      assertThat(run.call("kept", "ab")).isEqualTo(true);
    }
  }

  @Test
  void what_is_not_configured_says_how_to() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int a(int x);
          int b(int x);
          @StatefulResource final class Model { Model(String path, int size) {} }
          final class Nodes {
            @Node static int a(int x, Model model) { return x; }
            @Node static int b(int x) { return x; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThatThrownBy(() -> run.callPlainly("a", 1))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("builder().model(String path, int size)");
      assertThat(run.callPlainly("b", 1)).isEqualTo(1);
    }
  }

  @Test
  void equal_configurations_share_instances_and_others_do_not() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int a(int x);
          @StatefulResource final class Model { final int n; Model(int n) { this.n = n; } }
          final class Nodes { @Node static int a(int x, Model model) { return x * model.n; } }
        }
        """);
    try (Run one = pipeline.run().with("model", 2);
        Run same = pipeline.run().with("model", 2);
        Run other = pipeline.run().with("model", 3)) {
      assertThat(one.call("a", 5)).isEqualTo(10);
      assertThat(same.call("a", 5)).isEqualTo(10);
      assertThat(other.call("a", 5)).isEqualTo(15);
      assertThat(one.created()).containsExactly("model", "model");
    }
  }

  @Test
  void a_thread_safe_resource_has_one_instance() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("a") List<Integer> all(@Elements("x") List<Integer> xs);
          @StatefulResource(callsPerInstance = 0) final class Client { int f(int x) { return x + 1; } }
          final class Nodes { @BatchNode static List<Integer> a(List<Integer> x, Client client) { return x.stream().map(client::f).toList(); } }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("all", List.of(1, 2))).isEqualTo(List.of(2, 3));
      assertThat(run.created()).containsExactly("client");
    }
  }

  @Test
  void a_resource_that_only_another_entry_uses_is_not_built() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int a(int x);
          int b(int x);
          @StatefulResource final class Model { Model() { Trace.add("model"); } }
          final class Nodes {
            @Node static int a(int x, Model model) { return x; }
            @Node static int b(int x) { return x + 1; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("b", 1)).isEqualTo(2);
      assertThat(run.created()).isEmpty();
    }
  }
}
