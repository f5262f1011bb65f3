package dev.headrace.runtime;

import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Waiters;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The batches of a stage end on another thread while the stage that sent them off still runs: the next stage runs once,
 * and the end is told once.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "once")
@Outcome(expect = Expect.FORBIDDEN, desc = "never, or twice")
@State
public class HandOffStress {
  private static final BatchStep<Object, Integer> STEP = BatchStep.<Object, Integer>named("step")
      .calling((instance, batch) -> batch.<Integer>column(0));

  private final Sent first = new Sent();
  private final Sent second = new Sent();
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicInteger nextStages = new AtomicInteger();
  private final TwoBatches chunk = new TwoBatches();

  /** Keeps the request that it is given for the thread that plays the instance. */
  private static final class Sent extends Runner<Object> {
    private volatile StepRequest<Object, ?> request;

    Sent() {
      super("sent");
    }

    @Override
    void submit(StepRequest<Object, ?> request) {
      this.request = request;
    }

    @Override
    Hold<Object> hold(Flow flow) {
      throw new UnsupportedOperationException();
    }

    @Override
    int instances() {
      return 1;
    }

    @Override
    void close() {}

    void end() {
      StepRequest<Object, ?> sent = request;
      while (sent == null) {
        Thread.onSpinWait();
        sent = request;
      }
      Waiters waiters = new Waiters();
      boolean goesOn = sent.finished(1, waiters);
      waiters.release();
      if (goesOn) {
        sent.resume();
      }
    }
  }

  private final class TwoBatches extends Chunk<Integer> {
    TwoBatches() {
      super("entry", true, 1);
    }

    @Override
    protected boolean startsHere() {
      return true;
    }

    @Override
    protected boolean stage(int stage) {
      if (stage > 0) {
        nextStages.incrementAndGet();
        return false;
      }
      send(first);
      send(second);
      return true;
    }

    private void send(Sent runner) {
      List<?>[] columns = {List.of(1)};
      ElementGroup group = ElementGroup.of(STEP, this, rows(), columns).get(0);
      submit(new BatchTask<>(STEP.on(runner), runner, this, group, columns, column(rows())));
    }

    @Override
    protected List<Integer> results() {
      return List.of(1);
    }
  }

  @Actor
  public void run() {
    chunk.start(ends::incrementAndGet);
  }

  @Actor
  public void endBatches() {
    first.end();
    second.end();
  }

  @Arbiter
  public void ended(II_Result result) {
    chunk.help(); // or a thread of the CPU executor does
    while (ends.get() == 0) {
      Thread.onSpinWait();
    }
    result.r1 = nextStages.get();
    result.r2 = ends.get();
  }
}
