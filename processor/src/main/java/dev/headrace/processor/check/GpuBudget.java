package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Collectors;

/** Resources that need more GPUs than the pipeline may count on. */
final class GpuBudget implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Resource> placed = graph.resources().stream().filter(r -> r.gpus() > 0).toList();
    double needed = placed.stream().mapToDouble(Resource::gpus).sum();
    if (graph.gpus().isEmpty() || needed <= graph.gpus().getAsInt()) {
      return List.of();
    }
    return List.of(Finding.error(
        "GpuBudget",
        graph.gpusOrigin(),
        graph.type().simple() + " may count on " + graph.gpus().getAsInt() + " GPU"
            + (graph.gpus().getAsInt() == 1 ? "" : "s")
            + ", but one instance of each of its resources needs "
            + number(needed) + ".",
        placed.stream()
            .map(r -> r.type().simple() + ": gpus = " + number(r.gpus()))
            .toList(),
        List.of(
            "raise gpus of @Pipeline to what the machines have.",
            "let "
                + placed.stream().map(r -> r.type().simple()).collect(Collectors.joining(", "))
                + " share a device: gpus below 1.")));
  }

  private static String number(double gpus) {
    return gpus == Math.rint(gpus) ? String.valueOf((long) gpus) : String.valueOf(gpus);
  }
}
