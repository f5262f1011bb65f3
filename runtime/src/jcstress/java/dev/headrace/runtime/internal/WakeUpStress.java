package dev.headrace.runtime.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** A request meets the only worker on its way to rest. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "served")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "the wake-up is lost")
@State
public class WakeUpStress {
  private final BatchQueue<Object> queue = new OneWorker().queue;

  @Actor
  public void work() {
    queue.returning(null);
    Counted.end(queue.take());
  }

  @Signal
  public void submit() {
    queue.submit(new Counted());
  }
}
