package dev.headrace.runtime;

import dev.headrace.runtime.internal.Cpu;
import dev.headrace.runtime.internal.Deadlocks;
import dev.headrace.runtime.internal.Deadlocks.OneThread;
import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Waiter;
import dev.headrace.runtime.internal.Waiters;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a chunk from stage to stage: each begins when all batches of the one before have ended. Either the calling
 * thread runs the stages and parks in between, or the CPU executor does and nobody waits.
 *
 * <p>The base of a chunk rather than a part of it: online there is a chunk for each call, and this costs it no objects.
 */
abstract class StageLoop {
  private static final VarHandle PENDING = handle("pending");
  private static final VarHandle OFFERED = handle("offered");

  // what has been sent off less what has ended, though a running stage is about to add what it
  // sends
  @SuppressWarnings("UnusedVariable") // read by its handle
  private volatile int pending;

  private volatile boolean offered; // whether stages wait for the first thread that comes
  private volatile boolean cancelled;
  // of the running stage: the last, which knows those before
  private volatile @Nullable BatchTask<?, ?> tasks;
  // of the thread that runs the stages; null if the CPU executor does
  private volatile @Nullable Waiter waiter;
  private @Nullable End told; // of the end, in the latter case
  // the thread that runs the stage; whoever sees that it waits elsewhere sees what it set before
  private @Nullable Thread runs;
  private boolean started;
  private boolean more = true;
  private boolean asked; // for a batch that other threads run
  private int stage;
  private int sent; // by the running stage
  private @Nullable BatchTask<?, ?> unsent; // of these, as sending it off threw

  /** Who is told that the last stage has ended, by the thread that ran it. */
  interface End {
    void ended();
  }

  private static VarHandle handle(String field) {
    try {
      Class<?> type = field.equals("pending") ? int.class : boolean.class;
      return MethodHandles.lookup().findVarHandle(StageLoop.class, field, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Runs a stage; false if there is none, or it threw. Never throws itself. */
  abstract boolean runStage(int number);

  /** The last stage has ended. Never throws. */
  abstract void end();

  /** False if it has begun before. */
  final boolean begins() {
    boolean begins = !started;
    started = true;
    return begins;
  }

  /** Runs all stages on this thread. */
  final void runHere() throws InterruptedException {
    while (more) {
      Waiter own = new Waiter();
      waiter = own; // whoever gives it up sees that, or this thread sees that it is cancelled
      if (!runStage()) {
        await(own);
      }
    }
  }

  /** Waits for the batches; where a step would wait for itself it gets a failure instead. */
  private void await(Waiter own) throws InterruptedException {
    if (Deadlocks.isNeeded()) {
      String refusal = Deadlocks.await(this::needs, own::await);
      if (refusal != null) {
        giveUp(new HeadraceException(refusal));
      }
    }
    own.await();
  }

  /** Those whose batches are missing now, and who runs the stage. */
  final Set<Party> needs() {
    Set<Party> needs = new HashSet<>(OneThread.orNobody(runs));
    for (BatchTask<?, ?> task = tasks; task != null; task = task.before) {
      needs.addAll(task.needs());
    }
    return needs;
  }

  /** Fails what has no result yet; whoever waits does so no longer. */
  abstract void giveUp(HeadraceException failure);

  /** Runs all stages on the CPU executor, or on threads that help; {@code whom} is told at the end. */
  final void runElsewhere(End whom) {
    told = whom;
    offer();
  }

  /** The same, but the first stage, which takes no time, runs here. */
  final void runFirstHere(End whom) {
    told = whom;
    if (runStage()) {
      offer();
    }
  }

  private void offer() {
    offered = true;
    try {
      Cpu.execute(this::resume);
    } catch (Throwable e) { // no memory, or no thread
      var unused = help();
    }
  }

  /**
   * Runs the next stages here if they wait for a thread of the CPU executor. Who waits for this chunk does so rather
   * than wait for such a thread to wake.
   */
  final boolean help() {
    if (!offered || !OFFERED.compareAndSet(this, true, false)) {
      return false;
    }
    Cpu.within(getClass().getClassLoader(), this::advance);
    return true;
  }

  /** Runs the next stages on a thread of the CPU executor, unless someone helped. */
  final void resume() {
    if (help()) {
      Thread.interrupted(); // a step's leftover must not meet the next call
    }
  }

  private void advance() {
    while (more) {
      if (!runStage()) {
        return; // the last batch resumes; another thread may do so already
      }
    }
    end();
    if (told != null) {
      told.ended();
    }
  }

  /** Whether the stage has ended with all its batches; if not, the last of them resumes. */
  private boolean runStage() {
    if (sent > 0) {
      tasks = null;
      sent = 0;
    }
    runs = Thread.currentThread();
    more = !cancelled && runStage(stage++);
    runs = null;
    boolean ended = sent == 0 || ended(sent);
    BatchTask<?, ?> last = unsent;
    if (last != null) {
      unsent = null;
      cancelled = true; // its failure is every row's
      last.withdraw(); // or it would never end
      cancel();
    }
    return ended;
  }

  /** Sends a task off. */
  final void submit(BatchTask<?, ?> task) {
    if (cancelled) {
      return;
    }
    sent++;
    task.before = tasks;
    tasks = task; // whoever cancels sees it, or this sees that
    try {
      task.submit();
    } catch (
        Throwable e) { // no memory, or no stack, of which there is more once the stage has ended
      unsent = task;
      throw e;
    }
    if (cancelled) {
      task.cancel();
    }
  }

  /** A batch is asked for that other threads run. */
  final void asks() {
    asked = true;
  }

  /** Whether it was loops only, with nothing to wait for; once it has ended. */
  final boolean askedNobody() {
    return !asked;
  }

  /** Whether the stage has ended, and all that it sent: one alone is told so. */
  private boolean ended(int change) {
    return (int) PENDING.getAndAdd(this, change) == -change;
  }

  /**
   * All elements of a task have ended.
   *
   * @param waiters are given the thread that runs the next stages, if one waits to
   * @return whether these wait for {@link #resume} instead
   */
  final boolean batchDone(Waiters waiters) {
    if (!ended(-1)) {
      return false;
    }
    Waiter parked = waiter;
    if (parked != null) {
      waiters.add(parked);
      return false;
    }
    offered = true;
    return true;
  }

  /** Lets the thread go that waits for its batches, if one does. */
  final void release() {
    Waiter parked = waiter;
    if (parked != null) {
      parked.release();
    }
  }

  /**
   * Whether batches still run for which the thread that ran the stages did not wait, as it was cancelled.
   *
   * @param whom is told of their end in that case
   */
  final boolean isLeftRunning(End whom) {
    if (!cancelled || (int) PENDING.getAndAdd(this, 1) == 0) { // as if one more did
      return false;
    }
    told = whom;
    more = false;
    waiter = null; // the last of them resumes
    return !ended(-1);
  }

  final boolean isCancelled() {
    return cancelled;
  }

  /** Begins nothing more; what waits in queues leaves them. The results are of no use then. */
  final void cancel() {
    cancelled = true;
    for (BatchTask<?, ?> task = tasks; task != null; task = task.before) {
      task.cancel();
    }
  }
}
