package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All Python files of a pipeline. */
public final class DaftEmitter {
  private DaftEmitter() {}

  /** What the module of a pipeline is called that has, or is nested in, classes of these names. */
  public static String module(List<String> names) {
    return names.stream().map(Casing::snake).collect(Collectors.joining("_"));
  }

  /** The text of each file, by its path under the class output; the optimized module shows the advice. */
  public static Map<String, String> emit(Plan plan, List<Finding> advice) {
    Map<String, String> files = new LinkedHashMap<>();
    String folder = plan.graph().type().packageName().replace('.', '/');
    String module = new Module(plan).name();
    files.put(path(folder, module + ".py"), new BatchModule(plan, advice).emit());
    files.put(path(folder, module + "_naive.py"), new RowModule(plan).emit());
    return files;
  }

  /** The marker of each Python package around the pipeline; parts of one package may lie in several jars. */
  public static Map<String, String> packages(Plan plan) {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder folder = new StringBuilder();
    for (String part : plan.graph().type().packageName().split("\\.", -1)) {
      folder.append(folder.length() == 0 ? "" : "/").append(part);
      if (!part.isEmpty()) {
        files.put(
            folder + "/__init__.py",
            "__path__ = __import__(\"pkgutil\").extend_path(__path__, __name__)\n");
      }
    }
    return files;
  }

  private static String path(String folder, String file) {
    return folder.isEmpty() ? file : folder + "/" + file;
  }
}
