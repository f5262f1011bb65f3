package dev.headrace.runtime.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A request is cancelled on its way in, or as a worker takes it: it is in a batch or given up, never both or neither. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "once")
@Outcome(expect = Expect.FORBIDDEN, desc = "never, or twice")
@State
public class CancelStress {
  private final BatchQueue<Object> queue = new OneWorker().queue;
  private final Counted request = new Counted();

  @Actor
  public void submitAndWork() {
    queue.submit(request);
    Counted.end(queue.poll());
  }

  @Actor
  public void cancel() {
    queue.cancel(request);
  }

  @Arbiter
  public void rest(I_Result result) {
    Counted.end(queue.poll());
    result.r1 = request.ended();
  }
}
