package dev.headrace.runtime.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two requests meet the only worker on its way to rest: one of those who come wakes it for both, and it has served both
 * before it rests for good.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each once")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or in two batches")
@State
public class TwoWakeUpsStress {
  private final BatchQueue<Object> queue = new OneWorker().queue;
  private final Counted first = new Counted();
  private final Counted second = new Counted();

  @Actor
  public void submitFirst() {
    queue.submit(first);
  }

  @Actor
  public void submitSecond() {
    queue.submit(second);
  }

  @Actor
  public void work(II_Result result) {
    Cut<Object> cut = null;
    while (first.ended() + second.ended() < 2) {
      queue.returning(cut);
      cut = queue.take();
      Counted.end(cut);
    }
    result.r1 = first.ended();
    result.r2 = second.ended();
  }
}
