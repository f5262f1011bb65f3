package dev.headrace.processor.emit;

import dev.headrace.processor.emit.daft.DaftEmitter;
import dev.headrace.processor.emit.java.JavaEmitter;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.read.Sources;
import dev.headrace.processor.report.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Writes what the emitters give. */
public final class Emission {
  private final Filer filer;
  private final Elements elements;
  private final Sources sources;
  private final Set<String> packages = new LinkedHashSet<>();
  private final Map<String, String> generated = new HashMap<>();

  /** For one run of the compiler. */
  public Emission(Filer filer, Elements elements, Sources sources) {
    this.filer = filer;
    this.elements = elements;
    this.sources = sources;
  }

  /** What already has the name of a class or module that the pipeline would get, in words. */
  public List<String> rivals(TypeElement pipeline) {
    List<String> names = new ArrayList<>();
    for (Element at = pipeline; at instanceof TypeElement; at = at.getEnclosingElement()) {
      names.add(0, at.getSimpleName().toString());
    }
    String own = pipeline.getQualifiedName().toString();
    String folder = elements.getPackageOf(pipeline).getQualifiedName().toString();
    String prefix = folder.isEmpty() ? "" : folder + ".";
    List<String> rivals = new ArrayList<>();
    for (String suffix : JavaEmitter.SUFFIXES) {
      String name = prefix + String.join("", names) + suffix;
      if (sources.contains(name) && !isGenerated(elements.getTypeElement(name))) {
        rivals.add("the class " + name);
      }
    }
    for (TypeElement nested : ElementFilter.typesIn(pipeline.getEnclosedElements())) {
      // the executor inherits it, and would see it instead
      boolean isRival = JavaEmitter.SUFFIXES.stream()
          .anyMatch(s -> nested.getSimpleName().contentEquals(String.join("", names) + s));
      if (isRival) {
        rivals.add("a class with the name of " + nested.getQualifiedName());
      }
    }
    String module = prefix + DaftEmitter.module(names);
    String other = generated.putIfAbsent(prefix + String.join("", names), own);
    if (other != null && !other.equals(own)) {
      rivals.add("the class " + prefix + String.join("", names) + "Executor, for " + other);
    }
    other = generated.putIfAbsent("python " + module, own);
    if (other != null && !other.equals(own)) {
      rivals.add("the Python module " + module + ", for " + other);
    }
    return rivals;
  }

  private static boolean isGenerated(@Nullable TypeElement element) {
    return element == null || element.getAnnotation(Generated.class) != null;
  }

  /** Every program of the plan, with what the user was advised. */
  public void write(Plan plan, List<Finding> advice, boolean reference, List<Element> origins)
      throws IOException {
    JavaEmitter.write(plan, reference, filer, elements, origins);
    for (Map.Entry<String, String> file : DaftEmitter.emit(plan, advice).entrySet()) {
      resource(file.getKey(), file.getValue(), origins);
    }
    for (Map.Entry<String, String> file : DaftEmitter.packages(plan).entrySet()) {
      if (packages.add(file.getKey())) {
        resource(file.getKey(), file.getValue(), origins);
      }
    }
  }

  private void resource(String path, String text, List<Element> origins) throws IOException {
    FileObject resource = filer.createResource(
        StandardLocation.CLASS_OUTPUT, "", path, origins.toArray(Element[]::new));
    try (OutputStream out = resource.openOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** An executor that only compiles, so that a mistake in the pipeline turns nothing else red. */
  public void writeStub(Graph graph, List<Element> origins) throws IOException {
    if (graph.isInterface() && !graph.isGeneric() && graph.rivals().isEmpty()) {
      JavaEmitter.writeStub(graph, filer, elements, origins);
    }
  }
}
