package dev.headrace.processor.testing;

import dev.headrace.processor.PipelineProcessor;
import dev.headrace.processor.SignatureProcessor;
import dev.headrace.processor.testing.Compiled.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compiler of Eclipse and VS Code. It is happy with files on disk only. */
public final class Ecj implements TestCompiler {

  @Override
  public Compiled compile(List<Source> sources, List<String> options) {
    try {
      Path directory = Files.createTempDirectory("ecj");
      try {
        return compile(directory, sources, options);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Compiled compile(Path directory, List<Source> sources, List<String> options)
      throws IOException {
    Path output = Files.createDirectory(directory.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (Source source : sources) {
      Path file = directory.resolve("src").resolve(source.path());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.text()));
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler compiler = new EclipseCompiler();
    boolean success;
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, null, null)) {
      List<String> all = new ArrayList<>(List.of(
          "-d",
          output.toString(),
          "-s",
          output.toString(),
          "-cp",
          System.getProperty("java.class.path"),
          "--release",
          "17"));
      all.addAll(options);
      JavaCompiler.CompilationTask task = compiler.getTask(
          Writer.nullWriter(),
          manager,
          diagnostics,
          all,
          null,
          manager.getJavaFileObjectsFromPaths(files));
      task.setProcessors(List.of(new SignatureProcessor(), new PipelineProcessor()));
      success = task.call();
    }
    Map<String, byte[]> classes = new HashMap<>();
    Map<String, String> generated = new HashMap<>();
    Map<String, String> resources = new HashMap<>();
    try (Stream<Path> written = Files.walk(output)) {
      for (Path file : written.filter(Files::isRegularFile).toList()) {
        String path = output.relativize(file).toString().replace('\\', '/');
        if (path.endsWith(".class")) {
          classes.put(path.replaceAll("\\.class$", "").replace('/', '.'), Files.readAllBytes(file));
        } else {
          (path.endsWith(".java") ? generated : resources).put(path, Files.readString(file));
        }
      }
    }
    List<Message> messages =
        diagnostics.getDiagnostics().stream().map(Ecj::message).toList();
    return new Compiled(success, messages, classes, generated, resources);
  }

  private static Message message(Diagnostic<? extends JavaFileObject> d) {
    String path = d.getSource() == null ? "" : d.getSource().getName().replace('\\', '/');
    return new Message(
        d.getKind(), path, d.getLineNumber(), d.getColumnNumber(), d.getMessage(Locale.ROOT));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
