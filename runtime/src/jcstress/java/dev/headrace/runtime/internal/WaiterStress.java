package dev.headrace.runtime.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** A thread is let go while it is about to park. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "it goes on")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "it parks for good")
@State
public class WaiterStress {
  private final Waiter waiter = new Waiter();

  @Actor
  public void await() throws InterruptedException {
    waiter.await();
  }

  @Signal
  public void release() {
    waiter.release();
  }
}
