package dev.headrace.processor.emit.daft;

import java.util.List;

/** The text of a module, line by line. */
final class Script {
  private final StringBuilder text = new StringBuilder();
  private int indent;

  Script line(String line) {
    text.append(line.isEmpty() ? "" : " ".repeat(indent) + line).append('\n');
    return this;
  }

  Script blank(int lines) {
    text.append("\n".repeat(lines));
    return this;
  }

  /** What stands in another, at its start of a line. */
  Script paste(Script other) {
    text.append(other.text);
    return this;
  }

  Script comment(String text) {
    Docs.wrapped(List.of(text), Py.WIDTH - indent - 2).forEach(l -> line("# " + l));
    return this;
  }

  Script add(Py statement) {
    statement.lines(indent).forEach(l -> text.append(l).append('\n'));
    return this;
  }

  Script indent() {
    indent += 4;
    return this;
  }

  Script outdent() {
    indent -= 4;
    return this;
  }

  /** {@code # -- title ----}: the start of a part of the module. */
  Script section(String title) {
    String start = "# -- " + title + " ";
    return line(start + "-".repeat(Math.max(2, Py.WIDTH - 2 - start.length())));
  }

  /** A docstring: on one line where it fits, else with the quotes on lines of their own. */
  Script docstring(List<String> paragraphs) {
    List<String> lines = Docs.wrapped(paragraphs, Py.WIDTH - indent - 2);
    if (lines.size() == 1 && lines.get(0).length() + indent + 6 <= Py.WIDTH) {
      return line("\"\"\"" + lines.get(0) + "\"\"\"");
    }
    // a single line with the quotes below it would be joined with them by a formatter
    List<String> whole = lines.size() > 1 && lines.get(0).length() + indent + 3 <= Py.WIDTH
        ? lines
        : Docs.wrapped(paragraphs, Py.WIDTH - indent - 6);
    line("\"\"\"" + whole.get(0));
    whole.subList(1, whole.size()).forEach(this::line);
    return line("\"\"\"");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
