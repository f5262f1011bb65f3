package dev.headrace.runtime;

import dev.headrace.runtime.internal.BatchLimit;
import dev.headrace.runtime.internal.Cpu;
import dev.headrace.runtime.internal.Cut;
import dev.headrace.runtime.internal.Lane;
import dev.headrace.runtime.internal.Request;
import dev.headrace.runtime.internal.Waiters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements that a batch step is asked for. Each gets its result or its failure once.
 *
 * @param <R> the type of the instances
 * @param <T> the type of the results
 */
interface StepRequest<R extends @Nullable Object, T extends @Nullable Object>
    extends Request<Held<R>> {
  /** What the step has on its instances. */
  BatchStep.Here<R, T> here();

  /** How many arguments an element has. */
  int arguments();

  /** An argument of all elements. */
  List<?> column(int argument);

  /** An argument of the only element, where there is one. */
  @Nullable
  Object only(int argument);

  /** Whether nobody waits for it any more. */
  boolean isGivenUp();

  void result(int i, T value);

  void failure(int i, Throwable cause);

  /** A failure of the whole batch that no exception stands for. */
  void failure(int i, String message);

  /**
   * So many elements have their result or failure.
   *
   * @param waiters are given the thread that waits for these, the last ones
   * @return whether what waited for them goes on by {@link #resume} instead
   */
  boolean finished(int count, Waiters waiters);

  /** What waited for it goes on, on a thread of the CPU executor. */
  void resume();

  @Override
  default BatchLimit limit() {
    return here().limit();
  }

  @Override
  default Runnable run(Held<R> held, Cut<Held<R>> cut) {
    return new BatchRun<>(here().step(), held, cut, /* ownThread= */ true).run();
  }

  @Override
  default void abandon(int from, int to, @Nullable Throwable cause) {
    for (int i = from; cause != null && i < to; i++) {
      failure(i, cause);
    }
    Waiters waiters = new Waiters();
    boolean goesOn = finished(to - from, waiters);
    waiters.release();
    if (goesOn) {
      Cpu.executeEach(List.of(this), StepRequest::resume); // here, if there is no thread
    }
  }

  /** Runs all of it on this thread. */
  default void runHere(Held<R> held) {
    arrivalNanos(System.nanoTime());
    Lane<Held<R>> lane = new Lane<>(limit());
    lane.add(this);
    while (lane.elements() > 0) {
      Cut<Held<R>> cut = lane.cut(System.nanoTime());
      new BatchRun<>(here().step(), held, cut, /* ownThread= */ false).run().run();
    }
  }

  /** Fails all of it. */
  default void refuse(Throwable cause) {
    abandon(0, size(), cause);
  }
}
