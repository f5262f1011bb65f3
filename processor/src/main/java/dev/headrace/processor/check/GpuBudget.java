package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Resources that need more GPUs than the pipeline may count on. */
final class GpuBudget implements Rule {
  /** Three thirds are one. */
  private static final double ROUNDING = 1e-9;

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Resource> placed = graph.resources().stream().filter(r -> r.gpus() > 0).toList();
    if (graph.gpus().isEmpty() || !placed.stream().allMatch(ResourceLimits::isDevices)) {
      return List.of();
    }
    int promised = graph.gpus().getAsInt();
    int needed = devices(placed.stream().map(Resource::gpus).toList());
    if (needed <= promised) {
      return List.of();
    }
    return List.of(Finding.error(
        "GpuBudget",
        graph.gpusOrigin(),
        graph.type().simple() + " may count on " + promised + " GPU" + (promised == 1 ? "" : "s")
            + ", but one instance of each of its resources needs " + needed + ".",
        placed.stream()
            .map(r -> r.type().simple() + ": gpus = " + number(r.gpus()))
            .toList(),
        List.of(
            "raise gpus of @Pipeline to what the machines have.",
            promised == 0
                ? "let them run on the CPU: gpus = 0."
                : "let "
                    + placed.stream().map(r -> r.type().simple()).collect(Collectors.joining(", "))
                    + " share a device: gpus that add up to at most 1.")));
  }

  /** How many devices hold one of each: the largest first, each fraction on the first device with room for it. */
  private static int devices(List<Double> gpus) {
    List<Double> free = new ArrayList<>();
    int whole = 0;
    for (double needed : gpus.stream().sorted(Comparator.reverseOrder()).toList()) {
      if (needed >= 1) {
        whole += (int) needed;
        continue;
      }
      int i = 0;
      while (i < free.size() && free.get(i) + ROUNDING < needed) {
        i++;
      }
      if (i == free.size()) {
        free.add(1.0);
      }
      free.set(i, free.get(i) - needed);
    }
    return whole + free.size();
  }

  private static String number(double gpus) {
    return gpus == Math.rint(gpus) ? String.valueOf((long) gpus) : String.valueOf(gpus);
  }
}
