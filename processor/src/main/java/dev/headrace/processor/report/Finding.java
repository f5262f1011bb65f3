package dev.headrace.processor.report;

import dev.headrace.processor.model.Origin;
import java.util.List;

/**
 * One thing that the user should know.
 *
 * @param code the readable code of the rule, never reused
 * @param what one sentence with the user's names
 * @param evidence the lines that show it
 * @param fixes every remedy; for a warning or note, besides saying that it is meant so
 */
public record Finding(
    String code,
    Severity severity,
    String what,
    List<String> evidence,
    List<String> fixes,
    Origin origin) {

  /** How much it matters. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  public Finding {
    evidence = List.copyOf(evidence);
    fixes = List.copyOf(fixes);
  }

  /** A mistake that keeps code from being generated. */
  public static Finding error(
      String code, Origin origin, String what, List<String> evidence, List<String> fixes) {
    return new Finding(code, Severity.ERROR, what, evidence, fixes, origin);
  }

  /** Something that works, but hardly as it was meant. */
  public static Finding warning(
      String code, Origin origin, String what, List<String> evidence, List<String> fixes) {
    return new Finding(code, Severity.WARNING, what, evidence, fixes, origin);
  }

  /** Something that works as it was meant, and might run better. */
  public static Finding note(
      String code, Origin origin, String what, List<String> evidence, List<String> fixes) {
    return new Finding(code, Severity.NOTE, what, evidence, fixes, origin);
  }

  /** The text as it is printed. */
  public String text() {
    StringBuilder text = new StringBuilder("[" + code + "] " + what);
    evidence.forEach(line -> text.append("\n  ").append(line));
    fixes.forEach(fix -> text.append("\n  Fix: ").append(fix));
    if (severity != Severity.ERROR) {
      text.append("\n  Fix: if it is meant so: @SuppressWarnings(\"")
          .append(code)
          .append("\").");
    }
    return text.toString();
  }
}
