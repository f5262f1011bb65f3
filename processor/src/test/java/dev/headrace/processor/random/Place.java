package dev.headrace.processor.random;

import dev.headrace.processor.behaviour.DaftPrograms;
import dev.headrace.processor.behaviour.DaftPrograms.Runner;
import dev.headrace.processor.behaviour.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where random pipelines run, beside Java. */
enum Place {
  /** Nowhere else. */
  JAVA("", null, List.of()),
  /** In Daft's native runner, in its own process. */
  THREADS("", Runner.NATIVE, DaftPrograms.ALL),
  /** In Daft's native runner, with processes for the resources; row by row there are none. */
  PROCESSES(", useProcess = true", Runner.NATIVE, DaftPrograms.OPTIMIZED),
  /** In the worker processes of Ray. */
  RAY("", Runner.RAY, DaftPrograms.ALL),
  /** In actors of Ray's, on GPUs, of which a node has one; row by row there are none. */
  RAY_GPUS(", gpus = 0.5", Runner.RAY, DaftPrograms.OPTIMIZED);

  /** What is said of the resources. */
  final String placement;

  private final @Nullable Runner runner;
  private final List<String> programs;

  Place(String placement, @Nullable Runner runner, List<String> programs) {
    this.placement = placement;
    this.runner = runner;
    this.programs = programs;
  }

  boolean available() {
    return runner == null || runner.available();
  }

  /** What is different there, in words. */
  String differences(List<Run> runs) {
    return runner == null ? "" : DaftPrograms.on(runner).differences(runs, programs);
  }
}
