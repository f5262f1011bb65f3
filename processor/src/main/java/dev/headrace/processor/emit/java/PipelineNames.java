package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.plan.Stage;
import java.util.Locale;

/** What the generated classes of a pipeline, and their parts, are called. */
record PipelineNames(ClassName pipeline, String base) {

  static PipelineNames of(Graph graph) {
    return of(graph.type());
  }

  static PipelineNames of(JavaType.Declared type) {
    return new PipelineNames(TypeNames.raw(type), String.join("", type.names()));
  }

  ClassName executor() {
    return sibling("Executor");
  }

  ClassName builder() {
    return executor().nestedClass("Builder");
  }

  ClassName bound() {
    return sibling("Bound");
  }

  ClassName stages() {
    return sibling("Stages");
  }

  ClassName columns() {
    return sibling("Columns");
  }

  ClassName daft() {
    return sibling("Daft");
  }

  ClassName reference() {
    return sibling("Reference");
  }

  ClassName stage(Stage stage) {
    return stages()
        .nestedClass((stage.bound() ? "Bound" : "")
            + capital(stage.name())
            + (stage.bound() ? "" : "Chunk"));
  }

  private ClassName sibling(String suffix) {
    return ClassName.get(pipeline.packageName(), base + suffix);
  }

  static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** {@code queryTokens} as {@code QUERY_TOKENS_STEP}: a {@code RAG} would hide the class of that name, whose step it calls. */
  static String constant(String value) {
    return value.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + "_STEP";
  }

  /** The field of the bound values that holds the step's batching. */
  static String step(String value) {
    return value + "Step";
  }

  /** The type that a step sees of its resources: one, several, or none. */
  static TypeName instance(java.util.List<Resource> resources) {
    return switch (resources.size()) {
      case 0 -> ClassName.get(Void.class);
      case 1 -> TypeNames.of(resources.get(0).type());
      default -> TypeNames.runtime("Instances");
    };
  }
}
