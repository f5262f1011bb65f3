package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import dev.headrace.runtime.ConfigurationException;
import dev.headrace.runtime.Pipelines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executors that are found by the class of the pipeline. */
class PipelinesTest {
  private static final String TEXT = """
      package test;

      import dev.headrace.*;

      public final class Outer {
        @Pipeline
        interface P {
          int twice(int x);

          final class Steps {
            @Node static int twice(int x) { return 2 * x; }
          }
        }
      }
      """;

  private static Class<?> compiled(String... options) throws ClassNotFoundException {
    Compiled compiled =
        new Javac().compile(List.of(Source.of(TEXT)), List.of(options)).orThrow();
    return compiled.loader().loadClass("test.Outer$P");
  }

  @Test
  void an_executor_is_found_by_the_class_of_its_pipeline() throws Exception {
    Class<?> pipeline = compiled();
    try (AutoCloseable open = (AutoCloseable) Pipelines.open(pipeline)) {
      assertThat(open.getClass().getName()).isEqualTo("test.OuterPExecutor");
      assertThat(Reflection.invoke(open, "twice", 21)).isEqualTo(42);
    }
  }

  @Test
  void where_the_processor_did_not_run_the_error_says_so_with_the_lines_that_make_it_run()
      throws Exception {
    Class<?> pipeline = compiled("-proc:none");
    assertThatThrownBy(() -> Pipelines.open(pipeline))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "no class test.OuterPExecutor",
            "P is no @Pipeline, or Headrace's annotation processor did not run",
            "Since JDK 23",
            "<annotationProcessorPaths>",
            "annotationProcessor(\"dev.headrace:headrace-processor:");
  }
}
