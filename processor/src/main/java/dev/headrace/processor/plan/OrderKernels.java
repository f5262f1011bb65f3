package dev.headrace.processor.plan;

/** Orders what each stage does into waves, with neighbours on one axis fused into one loop. */
final class OrderKernels implements Pass {

  @Override
  public Plan apply(Plan plan) {
    return plan.withStages(
        plan.boundStages().stream().map(OrderKernels::order).toList(),
        plan.callStages().stream().map(OrderKernels::order).toList());
  }

  private static Stage order(Stage stage) {
    return stage.withWaves(new WaveBuilder(stage).build());
  }
}
