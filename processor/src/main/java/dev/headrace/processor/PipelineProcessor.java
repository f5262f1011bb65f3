package dev.headrace.processor;

import dev.headrace.Pipeline;
import dev.headrace.processor.advise.Advisor;
import dev.headrace.processor.check.Rules;
import dev.headrace.processor.emit.Emission;
import dev.headrace.processor.emit.PipelineIndex;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Planner;
import dev.headrace.processor.read.GraphReader;
import dev.headrace.processor.read.Sources;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.report.Reporter;
import dev.headrace.processor.resolve.Resolution;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Checks every {@link Pipeline} and writes its executor and its Daft programs. */
public final class PipelineProcessor extends AbstractProcessor {
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Set<String> written = new HashSet<>();
  private final Sources sources = new Sources();
  private @Nullable Emission emission;
  private @Nullable PipelineIndex index;
  private @Nullable Reporter reporter;

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
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    emission = new Emission(environment.getFiler(), environment.getElementUtils(), sources);
    index = new PipelineIndex(environment.getFiler());
    reporter = new Reporter(environment, sources);
    reporter.print(Options.check(environment.getOptions()));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Emission out = java.util.Objects.requireNonNull(emission);
    PipelineIndex known = java.util.Objects.requireNonNull(index);
    // a file that is written in the last round comes too late for those who need it
    boolean mayCome = sources.add(round) && !round.processingOver();
    addPipelines(round.getRootElements());
    waiting.addAll(known.affected(sources));
    GraphReader reader = new GraphReader(processingEnv, sources);
    for (String name : List.copyOf(waiting)) {
      TypeElement pipeline = processingEnv.getElementUtils().getTypeElement(name);
      if (pipeline == null || !GraphReader.isPipeline(pipeline)) {
        waiting.remove(name); // of an earlier run, and gone
        known.remove(name);
      } else if (process(pipeline, reader, out, mayCome)) {
        waiting.remove(name);
      }
    }
    if (round.processingOver()) {
      known.write();
    }
    return true;
  }

  /** Looks at types alone: to ask for what is annotated would be a walk through every parameter of every method. */
  private void addPipelines(Iterable<? extends Element> elements) {
    for (Element type : elements) {
      if (type instanceof TypeElement t) {
        if (GraphReader.isPipeline(t)) {
          waiting.add(t.getQualifiedName().toString());
        }
        addPipelines(t.getEnclosedElements());
      }
    }
  }

  /** False when it has to wait: another processor may still write a type that is missing. */
  private boolean process(TypeElement pipeline, GraphReader reader, Emission out, boolean mayCome) {
    Reporter report = java.util.Objects.requireNonNull(reporter);
    try {
      java.util.Objects.requireNonNull(index)
          .add(pipeline.getQualifiedName().toString(), reader.classesOf(pipeline));
      Graph graph = reader.read(pipeline, out.rivals(pipeline));
      boolean isIncomplete = reader.isIncomplete(pipeline);
      if ((isIncomplete || graph.isUnresolved()) && mayCome) {
        return false;
      }
      Options options = Options.of(processingEnv.getOptions());
      Resolution resolution = Resolution.of(graph);
      boolean failed = isIncomplete // what could be said follows from that
          || report.print(graph, Rules.check(resolution)).stream()
              .anyMatch(f -> f.severity() == Finding.Severity.ERROR);
      // an editor compiles what depends on a changed class in a later round of the same run
      boolean isFirst = written.add(pipeline.getQualifiedName().toString());
      if (failed || graph.isUnresolved()) { // of a type that is nowhere the compiler itself speaks
        if (isFirst) {
          out.writeStub(graph, reader.originsOf(pipeline));
        }
        return true;
      }
      Plan plan = Planner.plan(resolution, (pass, after) -> {
        if (options.explain() && isFirst) {
          report.explain(graph.type().simple() + " after " + pass + ":\n" + after.explain());
        }
      });
      List<Finding> advice = report.print(graph, Advisor.advise(plan));
      if (isFirst) {
        out.write(plan, advice, options.reference(), reader.originsOf(pipeline));
      }
    } catch (Exception | StackOverflowError failure) {
      report.failure(pipeline, failure);
    }
    return true;
  }
}
