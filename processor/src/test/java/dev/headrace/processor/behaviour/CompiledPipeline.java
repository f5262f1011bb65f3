package dev.headrace.processor.behaviour;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;

/** A pipeline {@code P} that was compiled from a test's text, and its classes. */
public final class CompiledPipeline {
  private static final String PRELUDE = """
      package test;

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

  private final Compiled compiled;
  private final ClassLoader loader;

  private CompiledPipeline(Compiled compiled) {
    this.compiled = compiled;
    this.loader = compiled.loader();
  }

  /** Compiles the files, each given without package and imports; the first declares {@code interface P}. */
  public static CompiledPipeline of(String... files) {
    List<Source> sources = new ArrayList<>();
    for (String file : files) {
      sources.add(Source.of(PRELUDE + file));
    }
    return new CompiledPipeline(new Javac().compile(sources, OPTIONS).orThrow());
  }

  /** What the compiler wrote. */
  public Compiled compiled() {
    return compiled;
  }

  /** A class of the test's package. */
  public Class<?> type(String name) {
    try {
      return Class.forName("test." + name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  List<Class<?>> userTypes() {
    List<Class<?>> types = new ArrayList<>();
    for (String name : compiled.classes().keySet()) {
      types.add(type(name.substring("test.".length())));
    }
    return types;
  }

  /** A new record or other object of the test's package. */
  public Object make(String type, Object... arguments) {
    return Reflection.construct(type(type), arguments);
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
