package dev.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headrace.processor.testing.CommandLine;
import dev.headrace.processor.testing.Source;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps in one module, compiled without any debug information, and the pipeline in another: each compiler reads what each wrote. */
class LibraryTest {
  private static final String STEPS = """
      package lib;

      import dev.headrace.*;
      import java.lang.annotation.ElementType;
      import java.lang.annotation.Target;
      import java.util.ArrayList;
      import java.util.List;

      public final class Steps {
        @StatefulResource
        public static final class Model {
          private final int factor;

          public Model(int factor, @Like("a, (b = @c \\"d\\")") String label) {
            this.factor = factor;
          }

          public int times(int x) {
            return factor * x;
          }

          @Node
          public int offset(int start) {
            return start + factor;
          }
        }

        private Steps() {}

        @Target(ElementType.TYPE_USE)
        @interface Like {
          String value();
        }

        @BatchNode
        public static List<Integer> scaled(List<Integer> number, Model model) {
          List<Integer> out = new ArrayList<>();
          number.forEach(n -> out.add(model.times(n)));
          return out;
        }

        @Node
        public static int total(@All("scaled") List<Integer> all, int offset) {
          return offset + all.stream().mapToInt(i -> i).sum();
        }
      }
      """;

  /** The seventh line names the class with the steps. */
  private static final String PIPELINE = """
      package app;

      import dev.headrace.*;
      import java.util.List;

      @Pipeline(
          nodes = {lib.Steps.class, lib.Steps.Model.class})
      public interface Sum {
        int total(@Elements("number") List<Integer> numbers, int start);
      }
      """;

  @TempDir
  static Path directory;

  /** The library, as each compiler wrote it. */
  private static final Map<CommandLine, Path> LIBRARIES = new HashMap<>();

  static Stream<Arguments> compilers() {
    List<CommandLine> all = new ArrayList<>(List.of(CommandLine.JAVAC, CommandLine.ECLIPSE));
    CommandLine.javac25().ifPresent(all::add);
    return all.stream().flatMap(library -> all.stream().map(app -> arguments(library, app)));
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void a_pipeline_is_made_of_steps_in_a_library(CommandLine library, CommandLine app)
      throws Exception {
    Path steps = library(library);
    Path pipeline = compile(app, PIPELINE, List.of("-cp", steps + File.pathSeparator + path()));
    URL[] urls = {steps.toUri().toURL(), pipeline.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      assertThat(total(loader, "app.SumExecutor", "total")).isEqualTo(75);
    }
  }

  /** Uses the pipeline of a library, whose class files say nothing of parameters. */
  private static final String USE = """
      package app;

      import dev.headrace.*;
      import java.util.List;

      @Pipeline
      public interface Twice {
        int twice(@Elements("number") List<Integer> numbers, int start);

        @Use(lib.Sum.class) int sum(List<Integer> numbers, int start);

        final class Steps {
          @Node static int twice(int sum) { return 2 * sum; }
        }
      }
      """;

  @ParameterizedTest
  @MethodSource("compilers")
  void a_pipeline_of_a_library_is_used(CommandLine library, CommandLine app) throws Exception {
    Path steps = library(library);
    Path used = compile(
        library,
        PIPELINE.replace("package app;", "package lib;"),
        List.of("-g:none", "-cp", steps + File.pathSeparator + path()));
    String libraries = steps + File.pathSeparator + used;
    Path pipeline = compile(app, USE, List.of("-cp", libraries + File.pathSeparator + path()));
    URL[] urls = {steps.toUri().toURL(), used.toUri().toURL(), pipeline.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      assertThat(total(loader, "app.TwiceExecutor", "twice")).isEqualTo(150);
    }
  }

  /** Says what may be null of types, where the class files of JDK 17's javac say nothing that it reads. */
  private static final String NULLABLE_STEPS = """
      package lib;

      import dev.headrace.*;
      import java.util.ArrayList;
      import java.util.List;
      import org.jspecify.annotations.Nullable;

      public final class Steps {
        @Outputs
        public record Both(@Nullable String one, @From("shownEach") @Nullable String each) {}

        @Node
        public static @Nullable String one(int count) {
          return count == 0 ? null : "one";
        }

        @Node
        public static String shown(@Nullable String one) {
          return "<" + one + ">";
        }

        @BatchNode
        public static List<@Nullable String> each(List<Integer> count) {
          List<@Nullable String> all = new ArrayList<>();
          count.forEach(c -> all.add(one(c)));
          return all;
        }

        @BatchNode
        public static List<String> shownEach(List<@Nullable String> each) {
          return each.stream().map(Steps::shown).toList();
        }
      }
      """;

  private static final String NULLABLE_PIPELINE = """
      package app;

      import dev.headrace.*;
      import java.util.List;

      @Pipeline(nodes = lib.Steps.class)
      public interface Shown {
        String shown(int count);

        @All("shownEach") List<String> all(@Elements("count") List<Integer> counts);

        lib.Steps.Both both(int count);

        String one(int count);
      }
      """;

  @ParameterizedTest
  @MethodSource("compilers")
  void what_may_be_null_in_a_library_is_known(CommandLine library, CommandLine app)
      throws Exception {
    Path steps = compile(library, NULLABLE_STEPS, List.of("-g:none"));
    Path pipeline = Files.createTempDirectory(directory, "classes");
    List<String> options = List.of("-cp", steps + File.pathSeparator + path());
    CommandLine.Ended ended = run(app, NULLABLE_PIPELINE, pipeline, options);
    assertThat(ended.success()).as(ended.output()).isTrue();
    assertThat(ended.output()).contains("[NullableResult] Entry one may come to null");
    URL[] urls = {steps.toUri().toURL(), pipeline.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      Class<?> executor = loader.loadClass("app.ShownExecutor");
      Object builder = executor.getMethod("builder").invoke(null);
      try (AutoCloseable shown =
          (AutoCloseable) builder.getClass().getMethod("build").invoke(builder)) {
        assertThat(executor.getMethod("shown", int.class).invoke(shown, 0)).isEqualTo("<null>");
        assertThat(executor.getMethod("all", List.class).invoke(shown, List.of(1, 0)))
            .isEqualTo(List.of("<one>", "<null>"));
        assertThat(executor.getMethod("both", int.class).invoke(shown, 0))
            .hasToString("Both[one=null, each=<null>]");
      }
    }
  }

  private static Object total(ClassLoader loader, String name, String entry) throws Exception {
    Class<?> executor = loader.loadClass(name);
    Object builder = executor.getMethod("builder").invoke(null);
    builder.getClass().getMethod("model", int.class, String.class).invoke(builder, 10, "ten");
    try (AutoCloseable sum =
        (AutoCloseable) builder.getClass().getMethod("build").invoke(builder)) {
      return executor.getMethod(entry, List.class, int.class).invoke(sum, List.of(1, 2, 3), 5);
    }
  }

  static Stream<CommandLine> eachCompiler() {
    return compilers().map(a -> (CommandLine) a.get()[1]).distinct();
  }

  @ParameterizedTest
  @MethodSource("eachCompiler")
  void what_is_wrong_in_a_library_is_said_where_the_pipeline_names_it(CommandLine app)
      throws IOException {
    Path steps = library(CommandLine.ECLIPSE);
    String asksForMore = PIPELINE.replace(", int start)", ", int begin)");
    CommandLine.Ended ended =
        run(app, asksForMore, List.of("-cp", steps + File.pathSeparator + path()));
    assertThat(ended.success()).isFalse();
    assertThat(ended.output())
        .contains("[UnknownValue] Step Model.offset takes start, but nothing has that name.")
        .contains("at parameter start of lib.Steps.Model.offset, which comes from a class file")
        .contains(app == CommandLine.ECLIPSE ? "Sum.java (at line 7)" : "Sum.java:7: error")
        .doesNotContain("cannot find symbol");
  }

  /** The annotations of our class files are nowhere then, and that keeps nothing from being checked. */
  @ParameterizedTest
  @MethodSource("eachCompiler")
  void an_application_that_has_nothing_but_the_runtime_is_checked(CommandLine app)
      throws IOException {
    String pipeline = """
        package app;
        import dev.headrace.*;
        import dev.headrace.runtime.Device;
        @Pipeline interface Sizes {
          int size(String text);
          final class Nodes {
            @Node static Device device(String text) { return Device.cpu(); }
            @Node static int size(String texts, Device device) { return device.toString().length(); }
          }
        }
        """;
    String runtime = Arrays.stream(path().split(File.pathSeparator))
        .filter(p -> p.contains("annotations") || p.contains("runtime"))
        .collect(Collectors.joining(File.pathSeparator));
    CommandLine.Ended ended = run(app, pipeline, List.of("-cp", runtime));
    assertThat(ended.success()).isFalse();
    assertThat(ended.output()).contains("[UnknownValue] Step Nodes.size takes texts");
    assertThat(
            run(app, pipeline.replace("texts", "text"), List.of("-cp", runtime)).success())
        .isTrue();
  }

  @Test
  void without_the_processor_a_library_keeps_no_names() throws IOException {
    Path steps = compile(CommandLine.JAVAC, STEPS, List.of("-g:none", "-proc:none"));
    CommandLine.Ended ended =
        run(CommandLine.JAVAC, PIPELINE, List.of("-cp", steps + File.pathSeparator + path()));
    assertThat(ended.success()).isFalse();
    assertThat(ended.output()).contains("[NamesMissing]").contains("Sum.java:7: error");
  }

  @Test
  void a_type_that_a_library_needs_is_named_when_it_is_nowhere() throws IOException {
    Path types = compile(CommandLine.JAVAC, "package types;\npublic record Text(String of) {}\n");
    Path steps = compile(
        CommandLine.JAVAC,
        STEPS
            .replace("int total(", "types.Text total(")
            .replace("return offset + all.stream().mapToInt(i -> i).sum();", "return null;"),
        List.of("-cp", types + File.pathSeparator + path()));
    CommandLine.Ended ended =
        run(CommandLine.JAVAC, PIPELINE, List.of("-cp", steps + File.pathSeparator + path()));
    assertThat(ended.success()).isFalse();
    assertThat(ended.output()).contains("[UnresolvedType]").contains("Text").contains("Sum.java:7");
  }

  private static Path library(CommandLine compiler) {
    return LIBRARIES.computeIfAbsent(compiler, c -> {
      try {
        return compile(c, STEPS, List.of("-g:none"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** What users have, without what the tests need. */
  private static String path() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(p -> p.endsWith("classes") && !p.endsWith("test-classes")
            || p.contains("headrace-")
            || p.contains("javapoet")
            || p.contains("jspecify"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path compile(CommandLine compiler, String text, String... options)
      throws IOException {
    return compile(compiler, text, List.of(options));
  }

  private static Path compile(CommandLine compiler, String text, List<String> options)
      throws IOException {
    Path classes = Files.createTempDirectory(directory, "classes");
    CommandLine.Ended ended = run(compiler, text, classes, options);
    assertThat(ended.success()).as(ended.output()).isTrue();
    return classes;
  }

  private static CommandLine.Ended run(CommandLine compiler, String text, List<String> options)
      throws IOException {
    return run(compiler, text, Files.createTempDirectory(directory, "classes"), options);
  }

  private static CommandLine.Ended run(
      CommandLine compiler, String text, Path classes, List<String> options) throws IOException {
    Source source = Source.of(text);
    Path file = Files.createTempDirectory(directory, "src").resolve(source.path());
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    // generated sources apart, or javac would compile those of the library again
    String generated = Files.createTempDirectory(directory, "generated").toString();
    List<String> arguments = new ArrayList<>(List.of(
        "--release", "17", "-d", classes.toString(), "-s", generated, "-processorpath", path()));
    if (!options.contains("-cp")) {
      arguments.addAll(List.of("-cp", path()));
    }
    arguments.addAll(options);
    arguments.add(file.toString());
    return compiler.run(arguments);
  }
}
