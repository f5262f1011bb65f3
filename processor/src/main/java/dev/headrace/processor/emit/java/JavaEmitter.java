package dev.headrace.processor.emit.java;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.plan.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Filer;

/** All Java files of a pipeline. */
public final class JavaEmitter {
  private JavaEmitter() {}

  /** The executor and what it is made of; with the row-by-row reference when asked for. */
  public static void write(Plan plan, boolean reference, Filer filer) throws IOException {
    PipelineNames names = PipelineNames.of(plan.graph());
    List<JavaFile> files = new ArrayList<>();
    files.add(file(names, new ExecutorClass(names, plan).emit()));
    files.add(file(names, new BoundClass(names, plan).emit()));
    files.add(file(names, StagesClass.emit(names, plan)));
    files.add(file(names, new DaftClass(names, plan).emit()));
    if (reference) {
      files.add(file(names, new ReferenceClass(names, plan).emit()));
    }
    for (JavaFile file : files) {
      file.writeTo(filer);
    }
  }

  private static JavaFile file(PipelineNames names, TypeSpec type) {
    return JavaFile.builder(names.pipeline().packageName(), type)
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }

  /** What stands in for the executor of a pipeline with mistakes. */
  public static void writeStub(Graph graph, Filer filer) throws IOException {
    PipelineNames names = PipelineNames.of(graph);
    file(names, new StubClass(names, graph).emit()).writeTo(filer);
  }
}
