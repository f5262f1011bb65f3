package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run a resource's batches. Instances are built when first needed, each by the thread that will use
 * it; an instance for several callers is used by as many threads.
 *
 * <p>A construction that fails is tried again twice, after a pause, if nobody else can do what waits; then that fails. For
 * some time, which doubles with each failure, requests then fail at once with the same cause. While other instances work
 * a failure ends the growth for half a minute, or for ten times as long as it took to fail. A thread survives whatever a step throws.
 */
public final class Workers<R> implements BatchQueue.Supply, Deadlocks.Party {
  private static final System.Logger LOG = System.getLogger("dev.headrace");

  private static final int MANY = 1 << 20; // threads; no machine has more
  private static final int RETRIES = 2;
  private static final long FIRST_PAUSE =
      50_000_000; // nanoseconds before the first retry, then twice that
  private static final long SHORT = 10_000_000;
  private static final long LONGEST_PAUSE = 30_000_000_000L;

  private final String name;
  private final int maxInstances;
  private final int callsPerInstance;
  private final Source<R> source;
  private final BatchQueue<R> queue;
  private final Ticker ticker;
  private final Gate alive = new Gate(); // who is inside: the threads

  // Guarded by the queue's lock.
  private final List<Instance> instances = new ArrayList<>();
  private int threadLimit; // fewer than there may be after one more could not be had
  private long limitedUntilNanos;
  private boolean limitTold;
  private Future<?> limitEnd = CompletableFuture.completedFuture(null); // somebody looks then
  private Future<?> look = limitEnd; // the same, for those who linger
  private long lookNanos;
  private int threads;
  private int starting;
  private int names;
  private @Nullable Breakage breakage;

  /** Why nothing can be built, and since when it is not even tried: as long as it took to fail, then twice that. */
  private record Breakage(Throwable cause, long sinceNanos, long pauseNanos) {
    static Breakage after(@Nullable Breakage before, Throwable cause, long now, long failedNanos) {
      long pause = failedNanos < SHORT
          ? 0 // trying costs nothing
          : Math.max(failedNanos, before == null ? 0 : 2 * before.pauseNanos());
      return new Breakage(cause, now, Math.min(LONGEST_PAUSE, pause));
    }

    long leftNanos(long now) {
      return Math.max(0, pauseNanos - (now - sinceNanos));
    }
  }

  /** Where instances come from; called on the threads that use them. */
  public interface Source<R> {
    R open() throws Exception;

    /** Opens one more beside those that are at work, which could do without it. */
    default R openAnother() throws Exception {
      return open();
    }

    /** Whether another attempt to open might do better. */
    default boolean isRetried(Throwable failure) {
      return false;
    }

    /** Those of which each batch takes a lease. */
    default Set<Deadlocks.Party> lessors() {
      return Set.of();
    }

    /** Closes an instance; must not throw. */
    void close(R instance);

    /** The loader that the threads see as their context. */
    @Nullable
    ClassLoader contextClassLoader();

    /** Runs batches until the queue is closed. */
    default void serve(BatchQueue<R> queue, R instance) {
      while (serveNext(queue, instance)) {}
    }

    /** A call of its own: no batch is left on the stack while its instance waits for the next one. */
    private static <R> boolean serveNext(BatchQueue<R> queue, R instance) {
      Cut<R> cut = queue.take();
      if (cut == null) {
        return false;
      }
      end(queue, cut, cut.run(instance));
      return true;
    }
  }

  public Workers(
      String name, int maxInstances, int callsPerInstance, Source<R> source, Ticker ticker) {
    this.name = name;
    this.maxInstances = maxInstances;
    this.callsPerInstance = callsPerInstance;
    this.source = source;
    this.threadLimit = most();
    this.ticker = ticker;
    this.queue = new BatchQueue<>(ticker, this);
  }

  public BatchQueue<R> queue() {
    return queue;
  }

  String name() {
    return name;
  }

  /** Whether this thread is the only one that there may be: what waits for it here waits forever. */
  public boolean isOnlyThread() {
    return most() == 1 && isOwnThread();
  }

  /**
   * Whether nothing is to be hoped for while so many of its threads wait. Others, be they there without work or yet to be
   * started, do nothing either where a batch takes a lease of some that are idle.
   */
  boolean areIdle(int waiting, Set<Deadlocks.Party> idle) {
    queue.lock.lock();
    try {
      boolean othersWait = source.lessors().stream().anyMatch(idle::contains);
      boolean isFull =
          !couldStart() || !mayBuild() && instances.stream().noneMatch(Instance::isFree);
      return othersWait ? threads == waiting + queue.idle() : isFull && threads == waiting;
    } finally {
      queue.lock.unlock();
    }
  }

  /** Whether this thread runs the batches of some instance. */
  static boolean isWorker() {
    return Thread.currentThread() instanceof WorkerThread;
  }

  private boolean isOwnThread() {
    return Thread.currentThread() instanceof WorkerThread thread && thread.owner == this;
  }

  @Override
  public int most() {
    return threadsOf(maxInstances);
  }

  private int threadsOf(int some) {
    return (int) Math.min(MANY, (long) some * callsPerInstance);
  }

  @Override
  public boolean couldStart() {
    return threads < threadLimit();
  }

  private boolean mayBuild() {
    return threadsOf(instances.size()) < threadLimit();
  }

  private int threadLimit() {
    boolean isLimited = threadLimit < most() && ticker.nanos() - limitedUntilNanos < 0;
    return isLimited ? threadLimit : most();
  }

  /** Others are at work: it goes on with those that there are for a while. */
  private void limitThreads(int most, long failedNanos) {
    long nanos = Math.max(LONGEST_PAUSE, 10 * failedNanos);
    threadLimit = most;
    limitedUntilNanos = ticker.nanos() + nanos;
    limitEnd.cancel(false);
    limitEnd = ticker.after(nanos, queue::attend);
  }

  @Override
  public void attendIn(long nanos) {
    long now = ticker.nanos();
    boolean isWatched = !look.isDone() && lookNanos - now > 0 && lookNanos - now <= nanos;
    if (!isWatched) {
      look.cancel(false);
      look = ticker.after(nanos, queue::attend);
      lookNanos = now + nanos;
    }
  }

  @Override
  public void wanted(int batches) {
    Breakage broken = breakage;
    if (broken != null && threads == 0 && broken.leftNanos(ticker.nanos()) > 0) {
      throw Failing.unchecked(broken.cause());
    }
    int enough = threads == 0
        ? Math.max(1, batches)
        : batches; // someone must watch the clock for those who linger
    while (starting < enough) {
      Instance instance = free();
      if (instance == null) {
        return;
      }
      start(instance);
    }
  }

  /** For how long requests fail at once, as nothing can be built. */
  public long pauseNanos() {
    queue.lock.lock();
    try {
      Breakage broken = breakage;
      return broken == null || threads > 0 ? 0 : broken.leftNanos(ticker.nanos());
    } finally {
      queue.lock.unlock();
    }
  }

  /**
   * Abandons what waits, lets running batches end, closes the instances, and waits for all that, also if the thread is
   * interrupted, which it stays.
   */
  public void close(Throwable cause) {
    queue.close(cause);
    queue.lock.lock();
    try {
      limitEnd.cancel(false); // who looks keeps this
      look.cancel(false);
    } finally {
      queue.lock.unlock();
    }
    if (!isOwnThread()) { // a step that closes its own executor cannot wait for itself
      alive.close();
    }
  }

  /**
   * Tells of a batch, which only unparks threads and hands stages to the CPU executor. Never throws. That this happens
   * before the next batch is cut lets callers in a loop come back in time for it: measured, their batches are twice as
   * full as when another thread tells them.
   */
  public static <R> void end(BatchQueue<R> queue, @Nullable Cut<R> batch, Runnable notice) {
    try {
      queue.returning(batch);
    } catch (Throwable e) {
      Failing.log("what came during a batch could not be queued", e);
    }
    try {
      notice.run();
    } catch (Throwable e) {
      Failing.log("a batch's end could not be told", e);
    }
    Thread.interrupted(); // a leftover must not meet the next batch
  }

  private @Nullable Instance free() {
    if (!couldStart()) {
      return null;
    }
    for (Instance instance : instances) {
      if (instance.isFree()) {
        return instance;
      }
    }
    if (!mayBuild()) {
      return null;
    }
    Instance instance = new Instance(!instances.isEmpty());
    instances.add(instance);
    return instance;
  }

  private void start(Instance instance) {
    instance.users++;
    threads++;
    starting++;
    alive.enter();
    try {
      new WorkerThread(
              this,
              () -> work(instance),
              "headrace-" + name + "-" + names++,
              source.contextClassLoader())
          .start();
    } catch (Throwable e) {
      alive.leave();
      threads--;
      starting--;
      leave(instance);
      if (threads == 0) {
        throw e;
      }
      limitThreads(threads, 0);
    }
  }

  private void work(Instance home) {
    R instance;
    try {
      instance = open(home);
    } catch (Throwable e) {
      failed(home, e);
      return;
    }
    try {
      started(home);
      source.serve(queue, instance);
    } finally {
      quit(home, instance);
    }
  }

  private R open(Instance home) throws Exception {
    for (int attempt = 0; ; attempt++) {
      long start = ticker.nanos();
      try {
        return home.open();
      } catch (Throwable e) {
        home.failedNanos = ticker.nanos() - start;
        boolean again = attempt < RETRIES && source.isRetried(e);
        if (!queue.pauseAlone(FIRST_PAUSE << attempt, () -> goesOn(home, again))) {
          throw e;
        }
        LOG.log(System.Logger.Level.DEBUG, name + " is tried again", e);
      }
    }
  }

  /** Whether it tries again, as no other instance is there or to be hoped for; else it is no hope for others any more. */
  private boolean goesOn(Instance home, boolean again) {
    home.givenUp = !again || instances.stream().anyMatch(other -> other != home && !other.givenUp);
    return !home.givenUp;
  }

  private void started(Instance home) {
    queue.lock.lock();
    try {
      breakage = null;
      limitTold = false;
      home.built = true;
      starting--;
      queue.returning(null);
    } finally {
      queue.lock.unlock();
    }
  }

  private void failed(Instance home, Throwable cause) {
    List<Span<R>> waiting = List.of();
    boolean alone;
    boolean isNews;
    queue.lock.lock();
    try {
      starting--;
      threads--;
      leave(home);
      alone = threads == 0;
      isNews = !limitTold;
      limitTold = !alone;
      if (alone) {
        waiting = queue.drain();
        threadLimit = most();
        breakage = Breakage.after(breakage, cause, ticker.nanos(), home.failedNanos);
      } else {
        limitThreads(threadsOf(Math.max(1, instances.size())), home.failedNanos);
      }
    } finally {
      queue.lock.unlock();
      alive.leave();
    }
    Span.abandon(waiting, cause);
    if (!alone) {
      LOG.log(
          isNews ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
          "{0} goes on without another instance: {1}",
          name,
          Shown.message(cause));
      LOG.log(System.Logger.Level.DEBUG, name, cause);
    }
  }

  private void quit(Instance home, R instance) {
    boolean last;
    queue.lock.lock();
    try {
      last = leave(home);
    } finally {
      queue.lock.unlock();
    }
    try {
      if (last) {
        source.close(instance);
      }
    } finally {
      queue.lock.lock();
      try {
        threads--;
      } finally {
        queue.lock.unlock();
        alive.leave();
      }
    }
    queue.attend(); // should the thread have died of an error
  }

  private boolean leave(Instance home) {
    home.users--;
    return home.users == 0 && instances.remove(home);
  }

  /** One instance and how many threads use it. The fields but {@code value} are guarded by the queue's lock. */
  private final class Instance {
    private final boolean another; // there were others when it was wanted
    private @Nullable R value;
    private boolean built;
    private boolean givenUp; // it could not be built, and is not tried again
    private long failedNanos; // how long the last attempt took; of the building thread only
    private int users;

    Instance(boolean another) {
      this.another = another;
    }

    boolean isFree() {
      return built && users < callsPerInstance;
    }

    /** Only the first thread builds; the others start after that. */
    R open() throws Exception {
      R found = value;
      if (found == null) {
        try {
          found = another ? source.openAnother() : source.open();
        } finally {
          Thread.interrupted(); // a leftover of the constructor, which must not meet what comes
        }
        value = found;
      }
      return found;
    }
  }

  static final class WorkerThread extends Thread {
    final Workers<?> owner;
    private final Runnable work;

    WorkerThread(Workers<?> owner, Runnable work, String name, @Nullable ClassLoader loader) {
      super(
          null, null, name, 0,
          false); // it outlives the caller, whose inheritable values it has no use for
      this.owner = owner;
      this.work = work;
      setDaemon(true);
      setContextClassLoader(loader);
    }

    @Override
    public void run() {
      work.run();
    }
  }
}
