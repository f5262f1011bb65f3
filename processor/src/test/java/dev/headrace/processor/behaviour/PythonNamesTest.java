package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that are plain in Java, and have a meaning in Python or in the generated modules. */
@AlsoInDaft
class PythonNamesTest {

  @Test
  void builtins_and_keywords() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("len") List<Integer> list();
          @Input int from();
          @Input int dict();
          int str(int range, int None);
          @From("str") int print(int range, int None);
          @All("enumerate") List<Integer> zip(@Elements("id") List<Integer> lambda);
          record object(int type, String self) {}
          object tuple(object object);
          @StatefulResource final class Int {
            final int max;
            Int(int max, String min) { this.max = max; }
          }
          final class Nodes {
            @BatchNode static List<Integer> sum(List<Integer> len, Int isinstance) { return len; }
            @Node static int str(int range, int None, @All("sum") List<Integer> sorted, int from, int dict) {
              return range + None + sorted.size() + from + dict;
            }
            @BatchNode static List<Integer> enumerate(List<Integer> id, Int isinstance) {
              return id.stream().map(i -> i * isinstance.max).toList();
            }
            @Node static object tuple(object object) { return new object(object.type() + 1, object.self()); }
          }
        }
        """);
    try (Run run = pipeline
        .run()
        .with("list", List.of(1, 2))
        .with("from", 10)
        .with("dict", 100)
        .with("int_", 3, "x")) {
      assertThat(run.call("str", 1, 2)).isEqualTo(115);
      assertThat(run.call("print", 1, 2)).isEqualTo(115);
      assertThat(run.call("zip", List.of(1, 2))).isEqualTo(List.of(3, 6));
      Object given = pipeline.make("P$object", 1, "me");
      assertThat(run.call("tuple", given)).isEqualTo(pipeline.make("P$object", 2, "me"));
    }
  }

  @Test
  void modules_and_names_of_the_generated_module() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("Series") List<Integer> daft();
          @Input int pa();
          @Input int headrace();
          int main(int java, int np);
          int sum(int bind, int errors, int aB, int a_b, int df);
          @From("main") int run(int java, int np);
          @All("stage") List<Integer> name(@Elements("column") List<Integer> columns);
          @StatefulResource final class DataType {
            final int config;
            DataType(int config) { this.config = config; }
          }
          @StatefulResource static Thread series(int init) { return new Thread(); }
          final class Nodes {
            @BatchNode static List<Integer> bound(List<Integer> Series, DataType dataType, Thread series) { return Series; }
            @Node static int main(int java, int np, @All("bound") List<Integer> all, int pa, int headrace) {
              return java + np + all.size() + pa + headrace;
            }
            @BatchNode static List<Integer> stage(List<Integer> column, DataType dataType) { return column; }
            @Node static int sum(int bind, int errors, int aB, int a_b, int df, int pa) {
              return bind + 2 * errors + 3 * aB + 4 * a_b + 5 * df + pa;
            }
          }
        }
        """);
    try (Run run = pipeline
        .run()
        .with("daft", List.of(1, 2))
        .with("pa", 10)
        .with("headrace", 100)
        .with("dataType", 3)
        .with("series", 4)) {
      assertThat(run.call("main", 1, 2)).isEqualTo(115);
      assertThat(run.call("run", 1, 2)).isEqualTo(115);
      assertThat(run.call("name", List.of(1, 2))).isEqualTo(List.of(1, 2));
      assertThat(run.call("sum", 1, 2, 3, 4, 5)).isEqualTo(65);
    }
  }

  @Test
  void steps_and_columns_that_parameters_would_hide() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("outer") List<Integer> outers();
          @All("materialize") List<List<Integer>> products(List<Integer> more);
          final class Nodes {
            @SuppressWarnings("ProductLoop")
            @Node static int materialize(int outer, @Each(value = "more", within = "outers") int m) { return outer * m; }
          }
        }
        """);
    try (Run run = pipeline.run().with("outers", List.of(1, 2))) {
      assertThat(run.call("products", List.of(3, 4)))
          .isEqualTo(List.of(List.of(3, 4), List.of(6, 8)));
    }
  }
}
