package dev.headrace.processor.report;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.NodesClass;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.read.MethodSignatures;
import dev.headrace.processor.read.SourceOrigin;
import dev.headrace.processor.read.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.tools.Diagnostic;

/** Prints findings on the element, annotation or value that they are about; each once. */
public final class Reporter {
  private final Messager messager;
  private final Sources sources;
  private final MethodSignatures signatures;
  private final boolean isEclipsesEditor;
  private final Set<List<Object>> printed = new HashSet<>();

  public Reporter(ProcessingEnvironment environment, Sources sources) {
    this.messager = environment.getMessager();
    this.sources = sources;
    // RECONCILE or BUILD: Eclipse sets the option for processors that it runs itself, its compiler
    // alone doesn't
    this.isEclipsesEditor = environment.getOptions().containsKey("phase");
    this.signatures =
        new MethodSignatures(environment.getTypeUtils(), environment.getElementUtils(), sources);
  }

  /** Prints findings that are about no pipeline. */
  public void print(List<Finding> findings) {
    findings.forEach(this::print);
  }

  /** Prints what was found in a pipeline, but for what the user has silenced; gives what was not silenced. */
  public List<Finding> print(Graph graph, List<Finding> findings) {
    List<Finding> said = findings.stream()
        .filter(f -> f.severity() == Finding.Severity.ERROR || !isSilenced(graph, f))
        .toList();
    for (Finding finding : said) {
      Finding placed = place(graph, finding);
      if (printed.add(List.of(placed.text(), element(placed.origin())))) {
        print(placed);
      }
    }
    return said;
  }

  private static boolean isSilenced(Graph graph, Finding finding) {
    return silences(finding.origin(), finding.code()) || silences(graph.origin(), finding.code());
  }

  private static boolean silences(Origin origin, String code) {
    if (origin instanceof SourceOrigin at) {
      for (Element e = at.element(); e != null; e = e.getEnclosingElement()) {
        SuppressWarnings silenced = e.getAnnotation(SuppressWarnings.class);
        if (silenced != null && List.of(silenced.value()).contains(code)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What is wrong in a class that is not compiled now is said on what uses it: there is no source to point into. */
  private Finding place(Graph graph, Finding finding) {
    if (!(finding.origin() instanceof SourceOrigin at) || sources.contains(at.element())) {
      return finding;
    }
    String outermost = Sources.outermost(at.element()).getQualifiedName().toString();
    Origin on = graph.nodesClasses().stream()
        .filter(c -> c.type().qualified().equals(outermost)
            || c.type().qualified().startsWith(outermost + "."))
        .findFirst()
        .map(NodesClass::origin)
        .filter(this::isSource)
        .or(() -> Optional.of(graph.origin()).filter(this::isSource))
        .or(() -> changed(graph))
        .orElse(graph.origin());
    List<String> evidence = new ArrayList<>(finding.evidence());
    evidence.add("at " + qualified(at.element()) + ", which comes from a class file");
    return new Finding(
        finding.code(), finding.severity(), finding.what(), evidence, finding.fixes(), on);
  }

  private boolean isSource(Origin origin) {
    return origin instanceof SourceOrigin at && sources.contains(at.element());
  }

  /** Where an editor compiles a class with steps alone: that class, for what was changed there is the cause. */
  private Optional<Origin> changed(Graph graph) {
    return graph.steps().stream()
        .flatMap(s -> s.forms().stream())
        .map(Node::origin)
        .filter(this::isSource)
        .findFirst()
        .map(o -> SourceOrigin.of(Sources.outermost(((SourceOrigin) o).element())));
  }

  private String qualified(Element element) {
    if (element instanceof TypeElement type) {
      return type.getQualifiedName().toString();
    }
    Element around = java.util.Objects.requireNonNull(element.getEnclosingElement());
    return element instanceof VariableElement v && around instanceof ExecutableElement
        ? "parameter " + signatures.name(v) + " of " + qualified(around)
        : qualified(around) + "." + element.getSimpleName();
  }

  private void print(Finding finding) {
    Diagnostic.Kind kind = Diagnostic.Kind.valueOf(finding.severity().name());
    if (finding.origin() instanceof SourceOrigin at) {
      Optional<Element> whole = recordInstead(at.element());
      if (whole.isPresent()) {
        messager.printMessage(kind, finding.text(), whole.get());
      } else if (at.annotation() == null) {
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

  /** Eclipse's editor knows no position of a record's field, which stands for its component: the record it is, then. */
  private Optional<Element> recordInstead(Element field) {
    Element record = field.getEnclosingElement();
    return field.getKind() == ElementKind.FIELD
            && record != null
            && record.getKind() == ElementKind.RECORD
            && !field.getModifiers().contains(Modifier.STATIC)
            && isEclipsesEditor
        ? Optional.of(record)
        : Optional.empty();
  }

  private static Object element(Origin origin) {
    return origin instanceof SourceOrigin at ? at.element() : origin;
  }

  /** Prints a plan that was asked for. */
  public void explain(String text) {
    messager.printMessage(Diagnostic.Kind.NOTE, text);
  }

  /** Says why the work on an element could not be done: a file, or the processor itself, failed. */
  public void failure(Element at, Throwable failure) {
    boolean isFile = failure instanceof IOException || failure instanceof UncheckedIOException;
    print(isFile ? notWritten(at, failure) : internalError(at, failure));
  }

  private static Finding notWritten(Element at, Throwable failure) {
    return Finding.error(
        "FileNotWritten",
        new SourceOrigin(at, null, null),
        "A file that is generated for " + at.getSimpleName() + " cannot be written: "
            + failure.getMessage() + ".",
        List.of(),
        List.of(
            "see that the compiler's output folders can be written to, and that no other processor writes this file."));
  }

  private static Finding internalError(Element at, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    return Finding.error(
        "InternalError",
        new SourceOrigin(at, null, null),
        "Headrace failed on " + at.getSimpleName() + ": " + failure + where + ".",
        List.of("The mistake is Headrace's, not yours."),
        List.of("report this message and the source; as a way round, undo the last change to it."));
  }
}
