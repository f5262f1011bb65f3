package app;

import dev.headrace.runtime.BatchStep;
import dev.headrace.runtime.ResourcePool;
import javax.annotation.processing.Generated;
import lib.Steps;

/**
 * What the calls of {@link Sum} share; each value is computed at first need.
 */
@Generated("dev.headrace.processor.PipelineProcessor")
final class SumBound implements AutoCloseable {
  final BatchStep<Steps.Model, Integer> scaledStep;

  final BatchStep<Steps.Model, Integer> offsetStep;

  final ResourcePool<Steps.Model> model;

  SumBound(SumExecutor.Builder builder) {
    scaledStep = builder.scaledMaxBatchSize == 0 ? SumStages.SCALED
        : SumStages.SCALED.withMaxBatchSize(builder.scaledMaxBatchSize);
    offsetStep = SumStages.OFFSET;
    model = builder.modelPool(this);
  }

  void warmUp() {
    model.warmUp();
  }

  @Override
  public void close() {
    model.close();
  }
}
