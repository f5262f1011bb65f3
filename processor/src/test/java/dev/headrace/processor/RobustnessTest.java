package dev.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Compiled.Message;
import dev.headrace.processor.testing.Ecj;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import dev.headrace.processor.testing.TestCompiler;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is around the rules: options, warnings that are silenced, types that come late, failures of our own, build tools. */
class RobustnessTest {
  private static final String HEAD = "package test;\nimport dev.headrace.*;\nimport java.util.*;\n";

  private static final String P = """
      @Pipeline
      interface P {
        int twice(int x);

        final class Steps {
          @Node static int twice(int x) { return 2 * x; }
        }
      }
      """;

  /** Two warnings: a step that nothing needs, and a model called row by row. */
  private static final String WARNED = """
      @StatefulResource(gpus = 1)
      final class Model {}

      PIPELINE
      @Pipeline
      interface P {
        @All("hit") List<Integer> hits(@Elements("item") List<Integer> items);

        CLASS
        final class Steps {
          ROW
          @Node static int hit(int item, Model model) { return item; }

          UNUSED
          @Node static int spare(int item) { return item; }
        }
      }
      """;

  private static Compiled compile(String text, String... options) {
    return new Javac().compile(List.of(Source.of(HEAD + text)), List.of(options));
  }

  private static List<String> codes(Compiled compiled) {
    return compiled.findings().stream()
        .map(Message::text)
        .map(t -> t.startsWith("[") ? t.substring(1, t.indexOf(']')) : t)
        .toList();
  }

  private static String warned(String pipeline, String steps, String row, String unused) {
    return WARNED
        .replace("PIPELINE", pipeline)
        .replace("CLASS", steps)
        .replace("ROW", row)
        .replace("UNUSED", unused);
  }

  @Test
  void each_warning_is_silenced_on_its_own_from_the_element_out() {
    assertThat(codes(compile(warned("", "", "", ""))))
        .containsExactly("UnusedStep", "RowByRowResource");
    String row = "@SuppressWarnings(\"RowByRowResource\")";
    String unused = "@SuppressWarnings(\"UnusedStep\")";
    String both = "@SuppressWarnings({\"UnusedStep\", \"RowByRowResource\"})";
    assertThat(codes(compile(warned("", "", row, "")))).containsExactly("UnusedStep");
    assertThat(codes(compile(warned("", "", "", unused)))).containsExactly("RowByRowResource");
    assertThat(codes(compile(warned("", "", unused, row))))
        .as("each on the other's element")
        .containsExactly("UnusedStep", "RowByRowResource");
    assertThat(codes(compile(warned("", both, "", "")))).isEmpty();
    assertThat(codes(compile(warned(both, "", "", "")))).isEmpty();
  }

  @Test
  void no_remedy_would_make_a_cycle() {
    Compiled compiled = compile("""
        @Pipeline
        interface P {
          int total(int x);

          final class Steps {
            @Node static int sum(int summ) { return summ; }
            @Node static int total(int sum, int x) { return sum + x; }
            @Node static int other(int x) { return x; }
          }
        }
        """);
    assertThat(codes(compiled)).containsExactly("UnknownValue");
    assertThat(compiled.findings().get(0).text())
        .contains("@From(\"other\")")
        .doesNotContain("@From(\"total\")")
        .doesNotContain("did you mean");
  }

  @Test
  void no_remedy_leads_nowhere() {
    Compiled compiled = compile("""
        @Pipeline(nodes = Model.class)
        interface P {
          int sum(String text);

          final class Steps {
            @Node static int sum(int weight, int length, Mode mode) { return weight + length; }
          }
        }

        abstract class Base {
          @Node int weight(String text) { return 1; }
        }

        @StatefulResource
        final class Model extends Base {
          @Node int count(String text) { return 2; }
        }

        @StatefulResource
        abstract class Unbuilt {
          @Node int length(String text) { return 3; }
        }

        @StatefulResource
        enum Mode { FAST }
        """);
    assertThat(codes(compiled))
        .containsExactly("ResourceConstructors", "UnknownValue", "UnknownValue");
    assertThat(compiled.findings())
        .extracting(Message::text)
        .noneMatch(t -> t.contains("make one of them"))
        .noneMatch(t -> t.contains("Base.class"))
        .noneMatch(t -> t.contains("Unbuilt.class"));
  }

  @Test
  void one_cause_is_one_finding_that_names_all_who_meet_it() {
    Compiled compiled = compile("""
        @Pipeline
        interface P {
          int one(int x);
          int two(int x);

          final class Steps {
            @Node static int one(int gone) { return gone; }
            @Node static int two(int gone) { return gone; }
            @Node static int three(int one, int two, int gone) { return one; }
          }
        }
        """);
    assertThat(codes(compiled)).containsExactly("UnknownValue");
    assertThat(compiled.findings().get(0).text()).contains("also taken by Steps.two, Steps.three");
  }

  @Test
  void what_follows_from_a_mistake_is_not_said() {
    Compiled compiled = compile("""
        @Pipeline
        interface P {
          @All("length") List<Integer> lengths(@Elements("word") List<String> words);
          int all(List<String> words);

          final class Steps {
            @Node static int length(Integer word) { return word; }
            @Node static int doubled(int length) { return 2 * length; }
            @Node static int all(@All("doubled") List<Integer> of) { return of.size(); }
            @Node static int spare(int all) { return all; }
          }
        }
        """);
    assertThat(codes(compiled)).containsExactly("UnknownValue", "TypeMismatch");
    assertThat(compiled.findings().get(0).text()).contains("Entry all needs word");
  }

  @Test
  void a_mistake_cannot_be_silenced() {
    assertThat(codes(compile("@SuppressWarnings(\"UnknownValue\")\n"
            + P.replace("twice(int x) {", "twice(int y) {").replace("2 * x", "2 * y"))))
        .containsExactly("UnknownValue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-Aheadrace.explian", "-Aheadrace.explain=perhaps", "-Aheadrace.reference=1"})
  void an_option_that_is_not_there_is_an_error(String option) {
    Compiled compiled = compile(P, option);
    assertThat(codes(compiled))
        .startsWith("UnknownOption")
        .filteredOn("UnknownOption"::equals)
        .hasSize(1);
    assertThat(compiled.success()).isFalse();
  }

  @Test
  void options_do_what_they_say() {
    assertThat(compile(P).classes()).doesNotContainKey("test.PReference");
    assertThat(compile(P, "-Aheadrace.reference").classes()).containsKey("test.PReference");
    assertThat(compile(P, "-Aheadrace.reference=false").classes())
        .doesNotContainKey("test.PReference");
    assertThat(compile(P).messages()).isEmpty();
    assertThat(compile(P, "-Aheadrace.explain").messages())
        .anyMatch(m -> m.text().contains("P after "));
  }

  /** Another processor, which writes a class in the round after the one in which it is first missed. */
  private static final class Late extends AbstractProcessor {
    private final String name;
    private final boolean last;
    private int rounds;

    Late(String name) {
      this(name, false);
    }

    /** {@code last}: only when processing is over. */
    Late(String name, boolean last) {
      this.name = name;
      this.last = last;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (last ? round.processingOver() : rounds++ == 0) {
        try (Writer out =
            processingEnv.getFiler().createSourceFile("test." + name).openWriter()) {
          out.write("package test;\npublic record " + name + "(String of) {\n"
              + "  @dev.headrace.Node static String said(String of) { return of; }\n}\n");
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
      return false;
    }
  }

  private static final String OF_ANOTHER_PROCESSOR = """
      @Pipeline
      interface P {
        Text told(String of);

        final class Steps {
          @Node static Text told(String of) { return new Text(of); }
        }
      }
      """;

  private static Compiled compiledWith(Late other, String source) {
    return new Javac()
        .compile(
            List.of(Source.of(HEAD + source)),
            List.of(),
            // one that is not asked for an annotation has to stand before those that claim it
            other,
            new SignatureProcessor(),
            new PipelineProcessor());
  }

  @Test
  void a_type_that_another_processor_writes_is_waited_for() {
    Compiled compiled = compiledWith(new Late("Text"), OF_ANOTHER_PROCESSOR);
    assertThat(compiled.findings()).isEmpty();
    assertThat(compiled.classes()).containsKeys("test.PExecutor", "test.Text");
  }

  @Test
  void steps_that_another_processor_writes_are_waited_for() {
    Compiled compiled = compiledWith(
        new Late("Text"), "@Pipeline(nodes = Text.class) interface P { String said(String of); }");
    assertThat(compiled.findings()).isEmpty();
    assertThat(compiled.classes()).containsKeys("test.PExecutor", "test.Text");
  }

  @Test
  void a_type_that_another_processor_writes_in_the_last_round_comes_too_late_and_is_named() {
    Compiled compiled = compiledWith(new Late("Text", true), OF_ANOTHER_PROCESSOR);
    assertThat(compiled.success()).isFalse();
    assertThat(compiled.findings()).isNotEmpty().allMatch(m -> m.text().contains("Text"));
  }

  @Test
  void of_a_type_that_never_comes_the_compiler_speaks_and_nothing_else_turns_red() {
    Compiled compiled = new Javac()
        .compile(
            List.of(
                Source.of(HEAD + OF_ANOTHER_PROCESSOR),
                Source.of(
                    HEAD + "final class Main { PExecutor of = PExecutor.builder().build(); }")),
            List.of());
    assertThat(compiled.findings())
        .isNotEmpty()
        .allMatch(m -> m.file().equals("P.java") && m.text().contains("Text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface P { int r(Gone x); final class S { @Node static int r(int x) { return x; } } }",
        "interface P { Gone r(int x); final class S { @Node static int r(int x) { return x; } } }",
        "interface P { int r(List<Gone> x); final class S { @Node static int r(int x) { return x; } } }",
        "interface P { int r(int x); final class S { @Node static int r(List<Gone> x) { return 1; } } }"
      })
  void of_a_type_that_is_nowhere_the_compiler_alone_speaks(String pipeline) {
    for (TestCompiler compiler : List.of(new Javac(), new Ecj())) {
      assertThat(compiler
              .compile(List.of(Source.of(HEAD + "@Pipeline " + pipeline)), List.of())
              .findings())
          .filteredOn(m -> m.kind() == Diagnostic.Kind.ERROR)
          .hasSize(1)
          .allMatch(m -> m.text().contains("Gone") && !m.text().startsWith("["));
    }
  }

  @Test
  void of_an_interface_that_is_nowhere_the_compiler_speaks() {
    String pipeline = "@Pipeline interface P extends Gone { int r(int x); "
        + "final class S { @Node static int r(int x) { return x; } } }";
    for (TestCompiler compiler : List.of(new Javac(), new Ecj())) {
      assertThat(
              compiler.compile(List.of(Source.of(HEAD + pipeline)), List.of()).findings())
          .filteredOn(m -> m.kind() == Diagnostic.Kind.ERROR)
          .isNotEmpty()
          .noneMatch(m -> m.text().startsWith("["));
    }
  }

  /** The other's executor is there only after a round. */
  @Test
  void a_pipeline_may_take_the_executor_of_another_as_a_resource() {
    List<Source> sources = List.of(Source.of(HEAD + """
            @Pipeline interface A { int a(int x); final class S {
              @StatefulResource static BExecutor other() { return BExecutor.builder().build(); }
              @Node static int a(int x, BExecutor other) { return other.b(x); } } }
            """), Source.of(HEAD + """
            @Pipeline interface B { int b(int x); final class S {
              @Node static int b(int x) { return x; } } }
            """));
    for (TestCompiler compiler : List.of(new Javac(), new Ecj())) {
      Compiled compiled = compiler.compile(sources, List.of());
      assertThat(compiled.findings())
          .filteredOn(m -> m.kind() == Diagnostic.Kind.ERROR)
          .isEmpty();
      assertThat(compiled.success()).isTrue();
    }
  }

  @Test
  void generated_code_has_no_warnings_whatever_is_deprecated() {
    String deprecated = """
        @Deprecated(forRemoval = true)
        @Pipeline
        public interface P extends java.io.Serializable {
          @Deprecated int r(@Deprecated int x);
          @Deprecated(forRemoval = true) @Input int y();
          final class S {
            @Deprecated @StatefulResource static Model model() { return new Model(); }
            @Deprecated(forRemoval = true) @Node static int r(int x, int y, Model model) { return x; }
          }
          @Deprecated final class Model {}
        }
        """;
    Compiled compiled = compile(deprecated, "-Xlint:all,-processing", "-Werror");
    assertThat(compiled.messages()).isEmpty();
    assertThat(
            new Ecj().compile(List.of(Source.of(HEAD + deprecated)), List.of()).messages())
        .filteredOn(m -> !m.file().equals("P.java"))
        .isEmpty();
  }

  @Test
  void what_may_be_null_is_said_on_the_executor_too() {
    String pipeline = """
        @Pipeline
        interface P {
          @Input @Nullable String name();
          @Nullable String said(@Nullable String text, int n);
          CompletableFuture<List<@Nullable String>> later(List<@Nullable String> texts);
          final class S {
            @Node static @Nullable String said(@Nullable String text, int n, @Nullable String name) { return text; }
            @Node static List<@Nullable String> later(List<@Nullable String> texts) { return texts; }
          }
        }
        """;
    String onTypes =
        "import org.jspecify.annotations.Nullable;\nimport java.util.concurrent.CompletableFuture;\n";
    String onDeclarations =
        "import java.util.concurrent.CompletableFuture;\n@interface Nullable {}\n";
    for (TestCompiler compiler : List.of(new Javac(), new Ecj())) {
      assertThat(executor(compiler, onTypes + pipeline))
          .contains("public @Nullable String said(@Nullable String text, int n)")
          .contains("public CompletableFuture<@Nullable String> saidAsync(")
          .contains("record SaidCall(@Nullable String text, int n)")
          .contains("CompletableFuture<List<@Nullable String>> later(List<@Nullable String> texts)")
          .contains("Stream<List<@Nullable String>> laterAll(")
          .contains("public @Nullable String name()")
          .contains("public Builder name(@Nullable String name)");
      assertThat(executor(
              compiler, onDeclarations + pipeline.replace("<@Nullable String>", "<String>")))
          .containsPattern("@Nullable\\s+public String said\\(@Nullable String text, int n\\)")
          .contains("public CompletableFuture<String> saidAsync(@Nullable String text, int n)")
          .containsPattern("@Nullable\\s+(@Override\\s+)?public String name\\(\\)")
          .contains("public Builder name(@Nullable String name)");
      for (String unfit : List.of(
          "@interface Nullable { String value(); }",
          "@java.lang.annotation.Target(java.lang.annotation.ElementType.METHOD) @interface Nullable {}")) {
        String text = "@Pipeline interface P { @Nullable String said(int n); "
            + "final class S { @Node static String said(int n) { return null; } } }\n" + unfit;
        assertThat(executor(
                compiler,
                unfit.contains("value()")
                    ? text.replace("@Nullable S", "@Nullable(\"\") S")
                    : text))
            .doesNotContain("Nullable");
      }
    }
  }

  private static String executor(TestCompiler compiler, String text) {
    Compiled compiled = compiler.compile(List.of(Source.of(HEAD + text)), List.of());
    assertThat(compiled.success()).as(compiled.messages().toString()).isTrue();
    return compiled.sources().get("test/PExecutor.java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Pipeline(nodes = Gone.class) interface P { int r(int x); }",
        "@Pipeline(nodes = {Gone.class}) interface P { int r(int x); }",
        "@Pipeline interface P { int r(int x); @Use(Gone.class) int used(int x); "
            + "final class S { @Node static int r(int used) { return used; } } }",
        "@Pipeline interface P { int r(int x); "
            + "final class S { @Node(retryOn = Gone.class) static int r(int x) { return x; } } }",
        "@Pipeline interface P { int r(int x); "
            + "final class S { @Node static int r(@From(Gone.X) int y) { return y; } } }",
        "@Pipeline interface P { int r(int x); "
            + "final class S { @Node(\"r\" + Gone.X) static int s(int x) { return x; } } }"
      })
  void of_what_an_annotation_names_and_is_nowhere_the_compiler_alone_speaks(String pipeline) {
    List<Source> sources = List.of(
        Source.of(HEAD + pipeline),
        Source.of(HEAD + "final class Main { PExecutor of = PExecutor.builder().build(); }"),
        Source.of(HEAD + "@Pipeline interface Q { int q(int x); @Use(P.class) int r(int x); "
            + "final class S { @Node static int q(int r) { return r; } } }"));
    for (TestCompiler compiler : List.of(new Javac(), new Ecj())) {
      assertThat(compiler.compile(sources, List.of()).findings())
          .filteredOn(m -> m.kind() == Diagnostic.Kind.ERROR || m.text().startsWith("["))
          .isNotEmpty()
          .allMatch(m -> m.file().equals("P.java") && m.text().contains("Gone"));
    }
  }

  /** The javac of 17 has no annotation there at all. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void of_an_annotation_that_is_not_imported_the_compiler_alone_speaks() {
    not_imported(new Javac());
  }

  @Test
  void of_an_annotation_that_is_not_imported_eclipse_alone_speaks() {
    not_imported(new Ecj());
  }

  private static void not_imported(TestCompiler compiler) {
    String pipeline = """
        package test;
        import java.util.*;
        @dev.headrace.Pipeline
        interface P {
          @Input int y();
          int r(List<Integer> xs);

          @StatefulResource final class Model {}

          final class S {
            @BatchNode static List<Integer> one(@Each("xs") List<Integer> x, Model model) { return x; }
            @Node static int r(@All("one") List<Integer> ones, int y) { return y; }
          }
        }
        """;
    for (String name : List.of("Input", "StatefulResource", "BatchNode", "Each", "Node", "All")) {
      assertThat(compiler
              .compile(
                  List.of(Source.of(
                      pipeline.replaceAll("@(?!" + name + "\\b)(?=[A-Z])", "@dev.headrace."))),
                  List.of())
              .findings())
          .filteredOn(m -> m.kind() == Diagnostic.Kind.ERROR || m.text().startsWith("["))
          .hasSize(1)
          .allMatch(m -> m.text().contains(name));
    }
  }

  /** Runs the processors with a filer that fails in a given way. */
  private static Compiled withFiler(Throwable failure, Processor processor) {
    Processor wrapped = (Processor) Proxy.newProxyInstance(
        RobustnessTest.class.getClassLoader(),
        new Class<?>[] {Processor.class},
        (proxy, method, arguments) -> {
          Object[] passed = arguments;
          if (method.getName().equals("init")) {
            passed = new Object[] {failing((ProcessingEnvironment) arguments[0], failure)};
          }
          try {
            return method.invoke(processor, passed);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
    return new Javac().compile(List.of(Source.of(HEAD + P)), List.of(), wrapped);
  }

  private static ProcessingEnvironment failing(ProcessingEnvironment real, Throwable failure) {
    Filer filer = (Filer) Proxy.newProxyInstance(
        RobustnessTest.class.getClassLoader(), new Class<?>[] {Filer.class}, (p, m, a) -> {
          throw failure;
        });
    return (ProcessingEnvironment) Proxy.newProxyInstance(
        RobustnessTest.class.getClassLoader(),
        new Class<?>[] {ProcessingEnvironment.class},
        (p, m, a) -> m.getName().equals("getFiler") ? filer : m.invoke(real, a));
  }

  @Test
  void a_failure_of_our_own_is_one_finding_on_the_pipeline_and_says_what_to_report() {
    Compiled compiled =
        withFiler(new IllegalStateException("a bug of ours"), new PipelineProcessor());
    assertThat(codes(compiled)).containsExactly("InternalError");
    Message message = compiled.findings().get(0);
    assertThat(message.file()).isEqualTo("P.java");
    assertThat(message.text())
        .contains("a bug of ours")
        .contains("Fix: report")
        .doesNotContain("\tat ");
    assertThat(codes(withFiler(new IllegalStateException("a bug"), new SignatureProcessor())))
        .containsExactly("InternalError");
  }

  @Test
  void a_file_that_cannot_be_written_is_not_called_a_bug() {
    for (Processor processor : List.of(new PipelineProcessor(), new SignatureProcessor())) {
      Compiled compiled = withFiler(new IOException("No space left on device"), processor);
      assertThat(codes(compiled)).containsExactly("FileNotWritten");
      assertThat(compiled.findings().get(0).text()).contains("No space left on device");
    }
  }

  @Test
  void build_tools_find_both_processors_and_how_each_can_be_run_incrementally() throws Exception {
    Map<String, String> kinds = new HashMap<>();
    try (InputStream in = PipelineProcessor.class.getResourceAsStream(
        "/META-INF/gradle/incremental.annotation.processors")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(l -> kinds.put(l.split(",")[0], l.split(",")[1]));
    }
    assertThat(kinds)
        .containsOnly(
            Map.entry(SignatureProcessor.class.getName(), "isolating"),
            Map.entry(PipelineProcessor.class.getName(), "aggregating"));
    assertThat(ServiceLoader.load(Processor.class).stream().map(p -> p.type().getName()))
        .contains(kinds.keySet().toArray(String[]::new));
  }

  /** What Gradle asks of an isolating processor: each file has one originating class. */
  @Test
  void each_companion_is_made_from_one_class_alone() {
    Set<Integer> origins = new java.util.TreeSet<>();
    Processor processor = new SignatureProcessor();
    Processor watched = (Processor) Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {Processor.class},
        (proxy, method, arguments) -> {
          Object[] passed = arguments;
          if (method.getName().equals("init")) {
            ProcessingEnvironment real = (ProcessingEnvironment) arguments[0];
            Filer filer = (Filer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Filer.class}, (p, m, a) -> {
                  origins.add(((Object[]) a[1]).length);
                  return m.invoke(real.getFiler(), a);
                });
            passed = new Object[] {
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (p, m, a) -> m.getName().equals("getFiler") ? filer : m.invoke(real, a))
            };
          }
          return method.invoke(processor, passed);
        });
    Compiled compiled = new Javac().compile(List.of(Source.of(HEAD + P)), List.of(), watched);
    assertThat(compiled.classes()).containsKey("test.P_Signatures");
    assertThat(origins).containsExactly(1);
  }
}
