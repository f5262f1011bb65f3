package dev.headrace.processor.behaviour;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A pipeline {@code P} that was compiled from a test's text, and its classes. */
public final class CompiledPipeline {
  private static final String PRELUDE = """
      package %s;

      import dev.headrace.*;
      import dev.headrace.processor.behaviour.Trace;
      import dev.headrace.runtime.Device;
      import java.util.*;
      import java.util.concurrent.CompletableFuture;
      import java.util.stream.*;
      import org.jspecify.annotations.Nullable;

      """;
  static final List<String> OPTIONS =
      List.of("-Aheadrace.reference=true", "-Xlint:all,-processing", "-Werror", "-parameters");

  /** How many were compiled: each has a package of its own, so that one process of Python can run them all. */
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final String text;
  private final Compiled compiled;
  private final ClassLoader loader;

  private CompiledPipeline(String name, String text, Compiled compiled, ClassLoader loader) {
    this.name = name;
    this.text = text;
    this.compiled = compiled;
    this.loader = loader;
  }

  /** Compiles the files, each given without package and imports; the first declares {@code interface P}. */
  public static CompiledPipeline of(String... files) {
    return all(List.of(List.of(files))).get(0);
  }

  /** Compiles many pipelines at once, which takes a fraction of the time. */
  public static List<CompiledPipeline> all(List<List<String>> pipelines) {
    List<Source> sources = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (List<String> files : pipelines) {
      String name = "pipeline" + COUNT.incrementAndGet();
      names.add(name);
      files.forEach(file -> sources.add(Source.of(PRELUDE.formatted(name) + file)));
    }
    Compiled compiled = new Javac().compile(sources, OPTIONS).orThrow();
    ClassLoader loader = compiled.loader();
    List<CompiledPipeline> made = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String text = String.join("\n", pipelines.get(i));
      made.add(new CompiledPipeline(names.get(i), text, compiled, loader));
    }
    return made;
  }

  /** The package that it was given. */
  public String name() {
    return name;
  }

  /** The files, as the test wrote them. */
  public String text() {
    return text;
  }

  /** What the compiler wrote. */
  public Compiled compiled() {
    return compiled;
  }

  /** A class of the test's package. */
  public Class<?> type(String name) {
    try {
      return Class.forName(this.name + "." + name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the class of that name is in the test's package. */
  boolean isOwn(String type) {
    return type.startsWith(name + ".");
  }

  List<Class<?>> userTypes() {
    List<Class<?>> types = new ArrayList<>();
    for (String type : compiled.classes().keySet()) {
      if (isOwn(type)) {
        types.add(type(type.substring(name.length() + 1)));
      }
    }
    return types;
  }

  /** A new record or other object of the test's package. */
  public Object make(String type, @Nullable Object... arguments) {
    return Reflection.construct(type(type), arguments);
  }

  /** What a stream takes for one call of the entry: the argument, or the record of all. */
  @Nullable
  Object row(String entry, @Nullable Object... arguments) {
    return arguments.length == 1
        ? arguments[0]
        : make(
            "PExecutor$" + entry.substring(0, 1).toUpperCase(Locale.ROOT) + entry.substring(1)
                + "Call",
            arguments);
  }

  /** Starts to configure a run. */
  public Run run() {
    return new Run(this);
  }

  /** Calls an entry of a pipeline that needs no configuration. */
  public Object call(String entry, Object... arguments) {
    try (Run run = run()) {
      return run.call(entry, arguments);
    }
  }
}
