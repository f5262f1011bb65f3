package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The thin shell that locks around {@link BatchPolicy}: requests go in, batches come out when a worker is free.
 *
 * <p>Requests come by an inbox without a lock, which whoever holds the lock empties. While all workers are busy, and
 * there may be no more of them, nobody need look: the first to come back does. Otherwise the submitter does at once. No
 * wake-up is lost: a worker says that it is about to wait before it looks into the inbox for the last time, and a
 * submitter looks whether one is after it has put its request there. Every request signals one idle worker then, or asks
 * for a new one, and every worker that takes a batch does the same if more could start.
 */
public final class BatchQueue<R> {
  /** Who adds workers. */
  public interface Supply {
    /** Work is ready and no worker is idle: start up to so many. The queue's lock is held. */
    void wanted(int batches);

    /** Somebody lingers and no worker is idle to watch the clock: attend in so many nanoseconds. The queue's lock is held. */
    default void attendIn(long nanos) {}

    /** How many workers there may be. */
    int most();

    /** Whether another one could be started. The queue's lock is held. */
    default boolean couldStart() {
      return true;
    }
  }

  final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition pause = lock.newCondition(); // of those who have no work to take
  private final Map<Object, Lane<R>> lanes =
      new LinkedHashMap<>(); // those of equal tags in the order of their turns
  private final Shares shares = new Shares();
  private final Ticker ticker;
  private final Supply supply;
  private int idle;
  private final List<Long> looks =
      new ArrayList<>(); // when those of the idle ones look that watch the clock by themselves
  private int returning; // workers that will ask for a batch next, though they do not wait yet
  private volatile @Nullable Throwable closed;
  private final AtomicReference<@Nullable Request<R>> inbox =
      new AtomicReference<>(); // the last that came
  // whether a request has consequences; false while all are busy, or somebody is about to look
  private final AtomicBoolean attended = new AtomicBoolean(true);

  public BatchQueue(Ticker ticker, Supply supply) {
    this.ticker = ticker;
    this.supply = supply;
  }

  /** Puts a request at the end of its lane; a closed queue abandons it at once. */
  public void submit(Request<R> request) {
    request.arrivalNanos(ticker.nanos());
    push(request);
    if (attended.get() && attended.compareAndSet(true, false)) { // one of those who come is enough
      attend();
    }
  }

  /** Gets a worker for what has come and what waits, or abandons all of it if there can be none. */
  void attend() {
    List<Span<R>> refused = List.of();
    Throwable cause;
    boolean looked = false;
    try {
      lock.lock();
      try {
        admit();
        cause = closed == null ? tryWake() : closed;
        if (cause != null) {
          refused = drain(); // also what others have just put there
        }
        looked = true;
      } finally {
        lock.unlock();
      }
    } finally {
      if (!looked) { // no memory, or no stack: the next one who comes looks
        attended.set(true);
      }
    }
    Span.abandon(refused, cause);
  }

  /** Empties the inbox into the lanes; the lock is held. */
  private void admit() {
    if (inbox.get() == null) {
      return;
    }
    Request<R> newest = inbox.getAndSet(null);
    Request<R> oldest = null;
    while (newest != null) { // turned around
      Request<R> before = newest.next();
      newest.next(oldest);
      oldest = newest;
      newest = before;
    }
    Object key = null;
    Lane<R> lane = null;
    Request<R> request = oldest;
    try {
      while (request != null) {
        Request<R> next = request.next();
        if (request.left() > 0) { // or it was cancelled before it came
          if (lane == null || !request.lane().equals(key)) { // most are of one lane
            key = request.lane();
            lane = lane(key, request.limit());
          }
          request.comesToLane();
          request.limit().returns().arrived(request.arrivalNanos(), request.size());
          lane.add(request); // the last to throw: it is there then, or looked at again
        } else {
          request.next(null);
        }
        request = next;
      }
    } finally {
      if (request != null) { // no memory: the others are looked at again
        putBack(request);
        lanes.values().removeIf(empty -> empty.elements() == 0);
      }
    }
  }

  private void putBack(Request<R> oldest) {
    for (Request<R> request = oldest; request != null; ) {
      Request<R> next = request.next();
      push(request);
      request = next;
    }
  }

  private void push(Request<R> request) {
    Request<R> before;
    do {
      before = inbox.get();
      request.next(before);
    } while (!inbox.compareAndSet(before, request));
  }

  private Lane<R> lane(Object key, BatchLimit limit) {
    Lane<R> lane = lanes.get(key);
    if (lane == null) {
      lane = new Lane<>(limit, shares);
      lanes.put(key, lane);
    }
    return lane;
  }

  /** Takes what is left of a request out of the queue. What already is in a batch runs on. */
  public void cancel(Request<R> request) {
    List<Span<R>> rest;
    lock.lock();
    try {
      rest = remove(request);
    } finally {
      lock.unlock();
    }
    Span.abandon(rest, null);
  }

  /**
   * A worker has nothing to do but to tell of its last batch. Each {@link #take} and {@link #awaitReady} follows one of
   * these, so that the answer to the last call and the next call do not make a new worker start.
   *
   * @param batch the last batch; null for a worker that comes for the first time
   */
  public void returning(@Nullable Cut<R> batch) {
    lock.lock();
    try {
      returning++;
      admit(); // what came during the batch does not come back from it
      if (batch != null) {
        long now = ticker.nanos();
        batch.limit().returns().ended(now, batch.size(), now - batch.cutNanos());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next batch and cuts it; null once the queue is closed. */
  public @Nullable Cut<R> take() {
    lock.lock();
    try {
      BatchPolicy.Decision decision = awaitDecision();
      return decision == null ? null : cut(decision);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a batch could be cut; false once the queue is closed. */
  public boolean awaitReady() {
    lock.lock();
    try {
      return awaitDecision() != null;
    } finally {
      lock.unlock();
    }
  }

  /** How long a worker would wait before it looks again, were it to come now; 0 if a batch could be cut. */
  long waitNanos() {
    lock.lock();
    try {
      return look().waitNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Cuts the next batch if one is ready and the queue is not closed. */
  public @Nullable Cut<R> poll() {
    lock.lock();
    try {
      if (closed != null) {
        return null; // who has just come is about to take it out again
      }
      BatchPolicy.Decision decision = look();
      return decision.isCut() ? cut(decision) : null;
    } finally {
      lock.unlock();
    }
  }

  /** How many workers have nothing to do; the lock is held. */
  int idle() {
    return idle;
  }

  /** Lets some time pass; false if the queue is closed, or a condition that its lock guards does not hold. */
  boolean pauseAlone(long nanos, BooleanSupplier condition) {
    long end = ticker.nanos() + nanos;
    lock.lock();
    try {
      for (long left = nanos; left > 0; left = end - ticker.nanos()) {
        if (closed != null || !condition.getAsBoolean()) {
          return false;
        }
        ticker.await(pause, left);
      }
      return closed == null;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Abandons everything that waits. */
  public void failAll(Throwable cause) {
    List<Span<R>> waiting;
    lock.lock();
    try {
      waiting = drain();
    } finally {
      lock.unlock();
    }
    Span.abandon(waiting, cause);
  }

  /** Abandons everything that waits or comes later, and sends the workers home. */
  void close(Throwable cause) {
    List<Span<R>> waiting;
    lock.lock();
    try {
      if (closed != null) {
        return;
      }
      closed = cause;
      attended.set(true);
      waiting = drain();
      work.signalAll();
      pause.signalAll();
    } finally {
      lock.unlock();
    }
    Span.abandon(waiting, cause);
  }

  /** How many elements wait. */
  public int waiting() {
    lock.lock();
    try {
      admit();
      return lanes.values().stream().mapToInt(Lane::elements).sum();
    } finally {
      lock.unlock();
    }
  }

  /** Lets idle workers look at the clock again. */
  public void tick() {
    lock.lock();
    try {
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything out; the lock is held. Whoever calls it abandons the spans once it is not. */
  List<Span<R>> drain() {
    attended.set(true);
    admit();
    List<Span<R>> waiting = new ArrayList<>();
    lanes.values().forEach(lane -> waiting.addAll(lane.removeAll()));
    lanes.clear();
    return waiting;
  }

  /** Null, or why there is nobody to do what waits: no instance can be built, or no thread started. */
  private @Nullable Throwable tryWake() {
    try {
      wake();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  /** Takes what is left of a request, which may yet have to come. */
  private List<Span<R>> remove(Request<R> request) {
    admit(); // while all workers are busy it would stay in the inbox, however many leave
    List<Span<R>> rest = request.takeRest();
    if (rest.isEmpty()) {
      return rest;
    }
    Lane<R> lane = request.isInLane() ? lanes.get(request.lane()) : null;
    if (lane != null) {
      lane.left(request, rest);
      if (lane.elements() == 0) {
        lanes.remove(request.lane());
      }
    }
    return rest;
  }

  /** What one free instance should do now; the lock is held. */
  private BatchPolicy.Decision look() {
    admit();
    return BatchPolicy.decide(lanes.values(), ticker.nanos());
  }

  private BatchPolicy.@Nullable Decision awaitDecision() {
    returning--;
    told();
    while (closed == null) {
      BatchPolicy.Decision decision = look();
      if (!decision.isCut()) { // else those who submit meanwhile need not wait for the lock
        attended.set(true);
        decision = look();
      }
      if (decision.isCut()) {
        return decision;
      }
      boolean watches = decision.waitNanos() < Long.MAX_VALUE;
      Long look = watches ? ticker.nanos() + decision.waitNanos() : 0;
      idle++;
      if (watches) {
        looks.add(look);
      }
      try {
        ticker.await(work, decision.waitNanos());
      } catch (InterruptedException e) {
        // A step's leftover: workers end only when the queue closes.
      } finally {
        idle--;
        if (watches) {
          looks.remove(look);
        }
      }
    }
    return null;
  }

  /** Whoever was in the last batch knows of its end by now. */
  void told() {
    long now = ticker.nanos();
    lanes.values().forEach(lane -> lane.told(now));
  }

  /** Whether no idle worker looks at the clock by itself early enough; whoever should have by now may be gone. */
  private boolean isTooLate(long now, BatchPolicy.Decision decision) {
    return decision.isCut()
        || looks.stream()
            .mapToLong(look -> look - now)
            .noneMatch(left -> left > 0 && left <= decision.waitNanos());
  }

  private Cut<R> cut(BatchPolicy.Decision decision) {
    Iterator<Map.Entry<Object, Lane<R>>> turns = lanes.entrySet().iterator();
    for (int i = 0; i < decision.lane(); i++) {
      turns.next();
    }
    Map.Entry<Object, Lane<R>> turn = turns.next();
    Object key = turn.getKey();
    Lane<R> lane = turn.getValue();
    shares.serving(lane.tag());
    Cut<R> cut = lane.cut(ticker.nanos());
    if (lane.elements() == 0) {
      turns.remove();
    } else if (turns.hasNext()) { // goes behind the others
      turns.remove();
      lanes.put(key, lane);
    }
    boolean another = idle > 0 || supply.couldStart();
    if (another) {
      try {
        wake();
      } catch (Throwable e) { // no memory: the batch runs all the same
        Failing.log("nobody could be called for what waits", e);
      }
      another = idle > 0 || supply.couldStart();
    }
    attended.set(another);
    return cut;
  }

  /** Gets a worker for what waits; the lock is held. */
  void wake() {
    attended.set(true);
    admit();
    if (lanes.isEmpty()) {
      return;
    }
    long now = ticker.nanos();
    if (idle > 0) {
      if (isTooLate(now, BatchPolicy.decide(lanes.values(), now))) {
        work.signal();
        // the only one looks into the inbox when it wakes
        attended.set(idle > 1 || supply.couldStart());
      }
    } else {
      int ready = BatchPolicy.ready(lanes.values(), now, supply.most() + returning);
      supply.wanted(ready - returning);
      long lingering =
          supply.couldStart() ? BatchPolicy.lingering(lanes.values(), now) : Long.MAX_VALUE;
      if (lingering < Long.MAX_VALUE) {
        supply.attendIn(lingering);
      }
    }
  }
}
