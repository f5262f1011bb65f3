package dev.headrace.runtime;

import dev.headrace.runtime.StressStep.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two batch steps beside each other, a loop that adds their results, and a third step: in two stages. */
final class StressChunk extends Chunk<Integer> {
  private final Steps steps;
  private final List<Item> items;
  private List<Integer> first;
  private List<Integer> second;
  private List<Integer> third;

  /** What a chunk is made of. */
  record Steps(StressStep<?> first, StressStep<?> second, StressStep<?> third)
      implements StressEntry {
    private int sum(int x) {
      return first.value(x) + second.value(x);
    }

    @Override
    public @Nullable String check(Item item, Integer result) {
      int x = item.x;
      if (result != third.value(sum(x))) {
        return "a wrong result for " + x;
      }
      if (first.isFatal(x) || second.isFatal(x) || third.isFatal(sum(x))) {
        return "a result in spite of a fault for " + x;
      }
      boolean once = item.runs.get() == 2 && item.sum.runs.get() == 1;
      return once || first.timed || second.timed || third.timed ? null : x + " did not run once";
    }

    @Override
    public boolean mayFail(Item item, HeadraceException failure) {
      Throwable cause = failure.getCause();
      Item sum = item.sum;
      return first.mayFailBy(item, cause)
          || second.mayFailBy(item, cause)
          || sum != null && third.mayFailBy(sum, cause);
    }
  }

  StressChunk(Steps steps, List<Item> items) {
    super("entry", false, items.size());
    this.steps = steps;
    this.items = items;
  }

  @Override
  protected boolean startsHere() {
    return steps.first.pool.runsElsewhere() && steps.second.pool.runsElsewhere();
  }

  @Override
  protected void describeRows() {
    describe("x", rows(), items);
  }

  @Override
  protected boolean stage(int stage) {
    if (stage == 0) {
      first = ask(steps.first, items);
      second = ask(steps.second, items);
    } else if (stage == 1) {
      required("first", rows(), first);
      required("second", rows(), second);
      List<Item> sums = column(rows());
      each(rows(), i -> {
        Item sum = new Item(first.get(i) + second.get(i));
        items.get(i).sum = sum;
        sums.set(i, sum);
      });
      third = ask(steps.third, sums);
    }
    return stage < 2;
  }

  private <R> List<Integer> ask(StressStep<R> step, List<Item> column) {
    return batch(step.step, step.pool, rows(), column);
  }

  @Override
  protected List<Integer> results() {
    return third;
  }
}
