package dev.headrace.runtime.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two requests come at the same time, and a worker empties the inbox: each is in one batch, whoever comes first. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each once")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or in two batches")
@State
public class InboxStress {
  private final BatchQueue<Object> queue = new OneWorker().queue;
  private final Counted first = new Counted();
  private final Counted second = new Counted();

  @Actor
  public void submitFirst() {
    queue.submit(first);
  }

  @Actor
  public void submitSecondAndWork() {
    queue.submit(second);
    Counted.end(queue.poll());
  }

  @Arbiter
  public void rest(II_Result result) {
    Counted.end(queue.poll());
    result.r1 = first.ended();
    result.r2 = second.ended();
  }
}
