package dev.headrace.processor.diagnostics;

import dev.headrace.processor.testing.Compiled.Message;
import dev.headrace.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;

/**
 * A finding that a marker in a source announces: {@code // ERROR [Code] part of the text | another part} at the end of
 * the faulty line, {@code WARNING} and {@code NOTE} likewise. A comment with nothing but {@code ^} on the next line says the column, too.
 *
 * @param column from 1; -1 for any
 */
record Expected(Diagnostic.Kind kind, String file, long line, long column, List<String> parts) {
  private static final Pattern MARKER =
      Pattern.compile("// (ERROR|WARNING|NOTE) (.*?)(?=// (?:ERROR|WARNING|NOTE) |$)");
  private static final Pattern CARET = Pattern.compile("\\s*//\\s*\\^\\s*");

  /** Every marker of the source. */
  static List<Expected> in(Source source) {
    List<Expected> found = new ArrayList<>();
    List<String> lines = source.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher marker = MARKER.matcher(lines.get(i));
      boolean caret = i + 1 < lines.size() && CARET.matcher(lines.get(i + 1)).matches();
      while (marker.find()) {
        found.add(new Expected(
            Diagnostic.Kind.valueOf(marker.group(1)),
            source.fileName(),
            i + 1,
            caret ? lines.get(i + 1).indexOf('^') + 1 : -1,
            List.of(marker.group(2).strip().split("\\s*\\|\\s*|(?<=^\\[\\w{1,50}\\])\\s+"))));
      }
    }
    return found;
  }

  boolean matches(Message m, boolean columns) {
    return m.kind() == kind
        && m.file().equals(file)
        && m.line() == line
        && (!columns || column < 0 || m.column() == column)
        && parts.stream().allMatch(m.text()::contains);
  }

  @Override
  public String toString() {
    return kind + " " + file + ":" + line + ":" + (column < 0 ? "" : column) + " "
        + String.join(" | ", parts);
  }
}
