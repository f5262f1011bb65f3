package dev.headrace.processor;

import com.google.auto.service.AutoService;
import dev.headrace.Pipeline;
import dev.headrace.processor.check.Rules;
import dev.headrace.processor.emit.Emission;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Planner;
import dev.headrace.processor.read.GraphReader;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.report.Reporter;
import dev.headrace.processor.resolve.Resolution;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Checks every {@link Pipeline} and writes its executor and its Daft programs. */
@AutoService(Processor.class)
public final class PipelineProcessor extends AbstractProcessor {
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Set<String> packages = new LinkedHashSet<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    // its own @Generated too: an annotation that nobody claims fails builds with -Xlint:all -Werror
    return Set.of("dev.headrace.*", "javax.annotation.processing.Generated");
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Options.NAMES;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    ElementFilter.typesIn(round.getElementsAnnotatedWith(Pipeline.class))
        .forEach(p -> waiting.add(p.getQualifiedName().toString()));
    Reporter reporter = new Reporter(processingEnv.getMessager());
    GraphReader reader = new GraphReader(processingEnv);
    for (String name : List.copyOf(waiting)) {
      TypeElement pipeline = processingEnv.getElementUtils().getTypeElement(name);
      Graph graph = reader.read(pipeline);
      if (!graph.isUnresolved()
          || round.processingOver()) { // another processor may still write what is missing
        waiting.remove(name);
        process(graph, reporter);
      }
    }
    return true;
  }

  private void process(Graph graph, Reporter reporter) {
    try {
      Options options = Options.of(processingEnv.getOptions());
      Emission emission = new Emission(processingEnv.getFiler(), graph, packages);
      Resolution resolution = Resolution.of(graph);
      List<Finding> findings = Rules.check(resolution);
      reporter.print(findings);
      boolean failed = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
      if (failed || graph.isUnresolved()) { // of a type that is nowhere the compiler itself speaks
        emission.writeStub();
        return;
      }
      Plan plan = Planner.plan(resolution, (pass, after) -> {
        if (options.explain()) {
          reporter.explain(graph.type().simple() + " after " + pass + ":\n" + after.explain());
        }
      });
      emission.write(plan, options.reference());
    } catch (Exception | StackOverflowError failure) {
      reporter.internalError(graph.origin(), failure);
    }
  }
}
