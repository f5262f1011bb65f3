package dev.headrace.processor.testing;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.headrace.processor.PipelineProcessor;
import dev.headrace.processor.SignatureProcessor;
import dev.headrace.processor.testing.Compiled.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** The JDK's compiler. */
public final class Javac implements TestCompiler {

  @Override
  public Compiled compile(List<Source> sources, List<String> options) {
    Compilation compilation = Compiler.javac()
        .withProcessors(new SignatureProcessor(), new PipelineProcessor())
        .withOptions(options)
        .compile(sources.stream()
            .map(s -> JavaFileObjects.forSourceString(
                s.path().replace('/', '.').replaceAll("\\.java$", ""), s.text()))
            .toList());
    Map<String, byte[]> classes = new HashMap<>();
    Map<String, String> generated = new HashMap<>();
    Map<String, String> resources = new HashMap<>();
    for (JavaFileObject file : compilation.status() == Compilation.Status.FAILURE
        ? List.<JavaFileObject>of()
        : compilation.generatedFiles()) {
      String path = file.getName().replaceFirst("^/(CLASS_OUTPUT|SOURCE_OUTPUT)/", "");
      byte[] bytes = bytes(file);
      switch (file.getKind()) {
        case CLASS -> classes.put(path.replaceAll("\\.class$", "").replace('/', '.'), bytes);
        case SOURCE -> generated.put(path, new String(bytes, StandardCharsets.UTF_8));
        default -> resources.put(path, new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return new Compiled(
        compilation.status() == Compilation.Status.SUCCESS,
        compilation.diagnostics().stream().map(Javac::message).toList(),
        classes,
        generated,
        resources);
  }

  private static Message message(Diagnostic<? extends JavaFileObject> d) {
    String file = d.getSource() == null ? "" : d.getSource().getName().replaceAll(".*/", "");
    return new Message(
        d.getKind(), file, d.getLineNumber(), d.getColumnNumber(), d.getMessage(null));
  }

  private static byte[] bytes(JavaFileObject file) {
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
