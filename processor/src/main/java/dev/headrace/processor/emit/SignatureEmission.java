package dev.headrace.processor.emit;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;

/** The class that keeps the parameter names of another, and what may be null. */
public final class SignatureEmission {
  private SignatureEmission() {}

  /** Writes the class of that name; nothing where there are no lines. */
  public static void write(String name, List<String> lines, Element origin, Filer filer)
      throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    int dot = name.lastIndexOf('.');
    String simple = name.substring(dot + 1);
    String text = (dot < 0 ? "" : "package " + name.substring(0, dot) + ";\n\n")
        + "import dev.headrace.Signatures;\n\n"
        + "/** What {@link " + origin.getSimpleName()
        + "} calls its parameters, and what may be null, for pipelines in other modules. */\n"
        + "@Signatures({\n"
        + lines.stream().map(l -> "  \"" + l + "\"").collect(Collectors.joining(",\n"))
        + "\n})\n"
        + "final class " + simple + " {\n  private " + simple + "() {}\n}\n";
    try (Writer out = filer.createSourceFile(name, origin).openWriter()) {
      out.write(text);
    }
  }
}
