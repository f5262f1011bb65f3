package dev.headrace.processor.testing;

import dev.headrace.processor.PipelineProcessor;
import dev.headrace.processor.SignatureProcessor;
import dev.headrace.processor.testing.Compiled.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The JDK's compiler. */
public final class Javac implements TestCompiler {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Opening the JDK and the class path takes longer than most tests. */
  private static final StandardJavaFileManager SHARED =
      COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  @Override
  public Compiled compile(List<Source> sources, List<String> options) {
    return compile(sources, options, new SignatureProcessor(), new PipelineProcessor());
  }

  /** Compiles with the processors given. */
  public Compiled compile(List<Source> sources, List<String> options, Processor... processors) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    // --release changes the manager for good
    boolean own = options.contains("--release");
    StandardJavaFileManager manager =
        own ? COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8) : SHARED;
    MemoryFiles files = new MemoryFiles(manager);
    JavaCompiler.CompilationTask task = COMPILER.getTask(
        Writer.nullWriter(),
        files,
        diagnostics,
        options,
        null,
        sources.stream().map(MemoryFiles::source).toList());
    task.setLocale(Locale.ROOT);
    task.setProcessors(List.of(processors));
    boolean success = task.call();
    if (own) {
      try {
        manager.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return compiled(
        success, diagnostics.getDiagnostics().stream().map(Javac::message).toList(), files.files());
  }

  private static Compiled compiled(
      boolean success, List<Message> messages, Map<String, byte[]> files) {
    Map<String, byte[]> classes = new HashMap<>();
    Map<String, String> generated = new HashMap<>();
    Map<String, String> resources = new HashMap<>();
    files.forEach((path, bytes) -> {
      if (path.endsWith(".class")) {
        classes.put(path.replaceAll("\\.class$", "").replace('/', '.'), bytes);
      } else {
        (path.endsWith(".java") ? generated : resources)
            .put(path, new String(bytes, StandardCharsets.UTF_8));
      }
    });
    return new Compiled(success, messages, classes, generated, resources);
  }

  private static Message message(Diagnostic<? extends JavaFileObject> d) {
    String path = d.getSource() == null ? "" : d.getSource().getName();
    return new Message(
        d.getKind(), path, d.getLineNumber(), d.getColumnNumber(), d.getMessage(Locale.ROOT));
  }
}
