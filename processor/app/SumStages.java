package app;

import dev.headrace.runtime.Axis;
import dev.headrace.runtime.BatchStep;
import dev.headrace.runtime.Chunk;
import java.util.List;
import javax.annotation.processing.Generated;
import lib.Steps;

/**
 * The stages of {@link Sum}: what runs over many rows at once.
 */
@Generated("dev.headrace.processor.PipelineProcessor")
final class SumStages {
  static final BatchStep<Steps.Model, Integer> SCALED = 
      BatchStep.<Steps.Model, Integer>named("scaled")
      .maxBatchSize(64)
      .calling((model, batch) -> Steps.scaled(batch.<Integer>column(0), model));

  static final BatchStep<Steps.Model, Integer> OFFSET = 
      BatchStep.<Steps.Model, Integer>named("offset")
      .callingOne((model, batch) -> model.offset(batch.<Integer>only(0)));

  private SumStages() {
  }

  /**
   * {@link Sum#total}, for many calls at once: scaled, offset, total.
   */
  static final class TotalChunk extends Chunk<Integer> {
    private final SumBound bound;

    private final List<List<Integer>> numbers;

    private final List<Integer> start;

    private Axis numbersAxis;

    private List<Integer> number;

    private List<Integer> scaled;

    private List<Integer> offset;

    private List<List<Integer>> scaledList;

    private List<Integer> total;

    TotalChunk(SumBound bound, List<List<Integer>> numbers, List<Integer> start) {
      super("total", false, numbers.size());
      this.bound = bound;
      this.numbers = numbers;
      describe("numbers", rows(), numbers);
      this.start = start;
      describe("start", rows(), start);
    }

    @Override
    protected boolean stage(int i) {
      switch (i) {
        case 0:
          numbersAxis = open("numbers", rows(), numbers);
          number = elements(numbersAxis, numbers);
          describe("number", numbersAxis, number);
          scaled = batch(bound.scaledStep, bound.model, numbersAxis, number);
          offset = batch(bound.offsetStep, bound.model, rows(), start);
          return true;
        case 1:
          scaledList = gather(numbersAxis, scaled);
          total = column(rows());
          each(rows(), this::eachTotal);
          return true;
        default:
          return false;
      }
    }

    private void eachTotal(int i) throws Exception {
      List<Integer> scaledList = this.scaledList.get(i);
      Integer offset = this.offset.get(i);
      at("total");
      Integer total = scaledList == null || offset == null ? null : Steps.total(scaledList, offset);
      this.total.set(i, total);
    }

    @Override
    protected List<Integer> results() {
      return total;
    }
  }
}
