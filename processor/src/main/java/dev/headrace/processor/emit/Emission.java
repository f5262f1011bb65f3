package dev.headrace.processor.emit;

import dev.headrace.processor.emit.daft.DaftEmitter;
import dev.headrace.processor.emit.java.JavaEmitter;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.plan.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes what the emitters give. */
public final class Emission {
  private final Filer filer;
  private final Graph graph;
  private final Set<String> packages;
  private final Element[] origin;

  /**
   * For one pipeline.
   *
   * @param packages the markers of Python packages written so far in this run of the compiler; grows
   * @param origin what the files depend on
   */
  public Emission(Filer filer, Graph graph, Set<String> packages, Element... origin) {
    this.filer = filer;
    this.graph = graph;
    this.packages = packages;
    this.origin = origin;
  }

  /** Every program of the plan. */
  public void write(Plan plan, boolean reference) throws IOException {
    JavaEmitter.write(plan, reference, filer);
    for (Map.Entry<String, String> file : DaftEmitter.emit(plan).entrySet()) {
      resource(file.getKey(), file.getValue());
    }
    for (Map.Entry<String, String> file : DaftEmitter.packages(plan).entrySet()) {
      if (packages.add(file.getKey())) {
        resource(file.getKey(), file.getValue());
      }
    }
  }

  private void resource(String path, String text) throws IOException {
    FileObject resource = filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origin);
    try (OutputStream out = resource.openOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** An executor that only compiles, so that a mistake in the pipeline turns nothing else red. */
  public void writeStub() throws IOException {
    if (graph.isInterface() && !graph.isGeneric()) {
      JavaEmitter.writeStub(graph, filer);
    }
  }
}
