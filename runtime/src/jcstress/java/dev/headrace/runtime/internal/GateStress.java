package dev.headrace.runtime.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Who closes a gate finds nobody inside. */
@JCStressTest
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "in and out before it closed")
@Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "too late")
@Outcome(expect = Expect.FORBIDDEN, desc = "closed with somebody inside")
@State
public class GateStress {
  private final Gate gate = new Gate();
  private int inside; // plain: the gate orders it

  @Actor
  public void call(ZI_Result result) {
    result.r1 = gate.enter();
    if (result.r1) {
      inside = 1;
      inside = 0;
      gate.leave();
    }
  }

  @Actor
  public void close(ZI_Result result) {
    gate.close();
    result.r2 = inside;
  }
}
