package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All rules, in the order in which their findings are shown. */
public final class Rules {
  /** How things are declared. */
  private static final List<Rule> FORM = List.of(
      new TypeParameters(),
      new NoEntry(),
      new OverloadedEntry(),
      new ObjectMethod(),
      new InputWithParameters(),
      new NoSteps(),
      new NotStatic(),
      new AbstractStep(),
      new VoidResult(),
      new NotARecord(),
      new NotAPipeline(),
      new UnknownEntry(),
      new UseMismatch(),
      new NotAccessible(),
      new NamesMissing(),
      new UnresolvedType(),
      new Varargs(),
      new RawType(),
      new WildcardType(),
      new ObjectType(),
      new MisplacedAnnotation(),
      new WithAndWithin(),
      new BadDim(),
      new NotABatch(),
      new BatchLimits(),
      new NoSuchCost(),
      new FormsDisagree(),
      new AbstractResource(),
      new InnerClass(),
      new ResourceConstructors(),
      new FactoryShape(),
      new AmbiguousResource(),
      new ResourceLimits(),
      new ResourceSettings(),
      new ResourceAsValue(),
      new GpuBudget(),
      new BadName(),
      new DuplicateValue(),
      new ConflictingTypes(),
      new SignatureClash(),
      new GeneratedClassClash(),
      new GeneratedMethodClash(),
      new GeneratedNameClash(),
      new PythonNameClash());

  /** How they fit together; not said of what is wrong in itself. */
  private static final List<Rule> MEANING = List.of(
      new UnknownValue(),
      new DependencyCycle(),
      new TypeMismatch(),
      new DimMismatch(),
      new ResultMismatch(),
      new NotAList(),
      new NoSuchComponent(),
      new AllWithoutAxis(),
      new ResultOnAxis(),
      new IncompatibleAxes(),
      new NoSuchAxis(),
      new LockstepApart(),
      new OverNotAround(),
      new OpaqueBoundary());

  /** What works, but hardly as it was meant: said when nothing else is wrong, for most of it follows from mistakes. */
  private static final List<Rule> ADVICE = List.of(
      new UnusedStep(),
      new UnusedInput(),
      new NullableResult(),
      new NullElements(),
      new CheckedException(),
      new StaticResource());

  private Rules() {}

  /** Every finding of every rule; one that several entries lead to, once. */
  public static List<Finding> check(Resolution resolution) {
    List<Finding> used = ofUsed(resolution.graph());
    return used.isEmpty() ? checkAlone(resolution) : used;
  }

  /** The mistakes of the pipelines that it uses: whatever else is wrong may follow from them. */
  private static List<Finding> ofUsed(Graph graph) {
    return graph.uses().stream()
        .flatMap(u -> u.graph().stream())
        .distinct()
        .flatMap(g -> check(Resolution.of(g)).stream())
        .filter(f -> f.severity() == Finding.Severity.ERROR)
        .distinct()
        .toList();
  }

  private static List<Finding> checkAlone(Resolution all) {
    if (!all.graph().isInterface()) { // its methods may be no entries at all
      return new NotAnInterface().check(all);
    }
    if (all.graph().isGeneric()) { // and what of its type parameters is wrong follows from that
      return new TypeParameters().check(all);
    }
    Resolution resolution = withoutSteps(all);
    List<Finding> found = new ArrayList<>(findings(FORM, resolution));
    Set<Origin> wrong = found.stream()
        .filter(f -> f.severity() == Finding.Severity.ERROR)
        .map(Finding::origin)
        .collect(Collectors.toSet());
    found.removeIf(f -> f.severity() != Finding.Severity.ERROR && wrong.contains(f.origin()));
    Set<Origin> said = found.stream().map(Finding::origin).collect(Collectors.toSet());
    said.addAll(Doubtful.places(resolution.graph()));
    findings(MEANING, resolution).stream()
        .filter(f -> !said.contains(f.origin()))
        .forEach(found::add);
    boolean hasErrors = found.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    if (hasErrors && !all.graph().rawParents().isEmpty()) {
      return RawType.ofParents(all.graph()); // whose members have lost their types
    }
    if (!hasErrors) {
      found.addAll(findings(ADVICE, resolution));
    }
    return found;
  }

  /** What is meant as a step is no entry, though it has no body: whatever else is wrong would follow from that. */
  private static Resolution withoutSteps(Resolution all) {
    Graph graph = all.graph();
    return graph.entries().stream().noneMatch(Entry::isStep)
        ? all
        : new Resolution(
            graph.with(
                graph.inputs(),
                graph.entries().stream().filter(e -> !e.isStep()).toList(),
                graph.steps(),
                graph.aliases(),
                graph.resources()),
            all.flows().stream().filter(f -> !f.entry().isStep()).toList());
  }

  private static List<Finding> findings(List<Rule> rules, Resolution resolution) {
    return rules.stream()
        .flatMap(rule -> rule.check(resolution).stream())
        .distinct()
        .toList();
  }
}
