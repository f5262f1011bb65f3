package dev.headrace.processor.emit.java;

import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Stage;
import java.util.List;

/** The axes that a stage opens. */
final class Axes {
  private Axes() {}

  record Opened(String id) {}

  static List<Opened> of(Stage stage) {
    return stage.waves().stream()
        .flatMap(List::stream)
        .filter(Kernel.Open.class::isInstance)
        .map(k -> new Opened(((Kernel.Open) k).axis().id()))
        .toList();
  }
}
