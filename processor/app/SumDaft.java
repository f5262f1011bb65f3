package app;

import dev.headrace.runtime.arrow.ArrowResult;
import dev.headrace.runtime.arrow.Codec;
import dev.headrace.runtime.daft.Columns;
import dev.headrace.runtime.daft.DaftProgram;
import dev.headrace.runtime.daft.Settings;
import java.util.Collections;
import java.util.List;
import javax.annotation.processing.Generated;
import lib.Steps;

/**
 * The stages of {@link Sum} over Arrow columns; called by the Daft programs beside it.
 */
@Generated("dev.headrace.processor.PipelineProcessor")
@SuppressWarnings("unchecked")
public final class SumDaft extends DaftProgram<SumExecutor> {
  /**
   * Called by the bridge.
   */
  public SumDaft() {
  }

  @Override
  protected SumExecutor open(Settings settings) {
    SumExecutor.Builder builder = SumExecutor.builder();
    settings.instances("model").ifPresent(builder::modelMaxConcurrency);
    settings.struct("model", Codec.INT, Codec.STRING).ifPresent(v -> builder.model((int) v[0], (String) v[1]));
    SumExecutor executor = builder.build();
    return executor;
  }

  @Override
  protected ArrowResult call(String stage, SumExecutor executor, Columns in) throws Exception {
    switch (stage) {
      case "total":
        return write(Codec.INT,
            new SumStages.TotalChunk(executor.bound, in.read(0, Codec.list(Codec.INT)), in.read(1, Codec.INT)));
      case "step.scaled":
        return stepScaled(executor.bound, in);
      case "step.offset":
        return stepOffset(executor.bound, in);
      case "total.total":
        return totalTotalStep(executor.bound, in);
      default:
        throw unknown(stage);
    }
  }

  private static ArrowResult stepScaled(SumBound bound, Columns in) throws Exception {
    Integer number = in.one(0, Codec.INT);
    return one(Codec.INT, bound.scaledStep, bound.model, Collections.singletonList(number));
  }

  private static ArrowResult stepOffset(SumBound bound, Columns in) throws Exception {
    Integer start = in.one(0, Codec.INT);
    return one(Codec.INT, bound.offsetStep, bound.model, Collections.singletonList(start));
  }

  private static ArrowResult totalTotalStep(SumBound bound, Columns in) throws Exception {
    List<Integer> scaled = in.one(0, Codec.list(Codec.INT));
    Integer offset = in.one(1, Codec.INT);
    List<Integer> scaledList = scaled;
    Integer total = scaledList == null || offset == null ? null : Steps.total(scaledList, offset);
    return one(Codec.INT, total);
  }
}
