package dev.headrace.processor.report;

import dev.headrace.processor.model.Origin;
import dev.headrace.processor.read.SourceOrigin;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/** Prints findings on the element, annotation or value that they are about; each once. */
public final class Reporter {
  private final Messager messager;
  private final Set<String> printed = new HashSet<>();

  public Reporter(Messager messager) {
    this.messager = messager;
  }

  /** Prints all of them. */
  public void print(List<Finding> findings) {
    for (Finding finding : findings) {
      if (printed.add(finding.text() + System.identityHashCode(element(finding.origin())))) {
        print(finding);
      }
    }
  }

  private void print(Finding finding) {
    Diagnostic.Kind kind = finding.severity() == Finding.Severity.ERROR
        ? Diagnostic.Kind.ERROR
        : Diagnostic.Kind.WARNING;
    if (finding.origin() instanceof SourceOrigin at) {
      if (at.annotation() == null) {
        messager.printMessage(kind, finding.text(), at.element());
      } else if (at.value() == null) {
        messager.printMessage(kind, finding.text(), at.element(), at.annotation());
      } else {
        messager.printMessage(kind, finding.text(), at.element(), at.annotation(), at.value());
      }
    } else {
      messager.printMessage(kind, finding.text());
    }
  }

  private static Object element(Origin origin) {
    return origin instanceof SourceOrigin at ? at.element() : origin;
  }

  /** Prints a plan that was asked for. */
  public void explain(String text) {
    messager.printMessage(Diagnostic.Kind.NOTE, text);
  }

  /** Says that the processor itself failed, and on what. */
  public void internalError(Origin origin, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    print(
        List.of(
            Finding.error(
                "InternalError",
                origin,
                "Headrace failed on this pipeline: " + failure + where + ".",
                List.of("The mistake is Headrace's, not yours."),
                List.of(
                    "report this message and the pipeline's source; as a way round, undo the last change to it."))));
  }
}
