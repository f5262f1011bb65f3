package dev.headrace.runtime;

import dev.headrace.runtime.internal.Closing;
import dev.headrace.runtime.internal.Deadlocks;
import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Failing;
import dev.headrace.runtime.internal.Flow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stream's rows in chunks, of which a few run at a time: that, and the chunk being delivered, is all that is in memory.
 * Used by the consuming thread; only {@link #close} may come from another.
 *
 * <p>Chunks that ask no resource and take less time than to hand them over are run by the consuming thread, one at a
 * time. Now and then it tries whether they do.
 *
 * @param <A> the type of the arguments
 * @param <T> the type of the results
 */
final class RunningChunks<A extends @Nullable Object, T extends @Nullable Object>
    implements AutoCloseable {
  private static final long BRIEF = 50_000; // nanoseconds: what it takes to wake a thread
  private static final int TRY = 16; // of chunks that others run, one is run here

  private final Calls calls;
  private final Stream<? extends A> elements;
  private final Function<? super List<A>, ? extends Chunk<T>> chunks;
  private final int chunkRows;
  private final int chunksInFlight;
  private final boolean ordered;
  private final Flow flow = Flow.ofStream();
  private final Deque<Running<A, T>> running = new ConcurrentLinkedDeque<>();
  private final BlockingQueue<Running<A, T>> ended = new LinkedBlockingQueue<>();
  private @Nullable Spliterator<? extends A> source;
  private @Nullable Throwable sourceFailure; // thrown after the results of what came before it
  private int inFlight;
  private int rows;
  private boolean brief; // the last chunk that ran here
  private int lonely; // chunks that asked nobody
  private volatile boolean closed;

  /** A chunk under way. Not a record: to find it among others, the rows would be compared. */
  static final class Running<A extends @Nullable Object, T extends @Nullable Object> {
    private final List<A> arguments;
    private final Chunk<T> chunk;
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    private Running(List<A> arguments, Chunk<T> chunk) {
      this.arguments = arguments;
      this.chunk = chunk;
    }

    /** Of its rows. */
    List<A> arguments() {
      return arguments;
    }

    Chunk<T> chunk() {
      return chunk;
    }

    /** What waits leaves the queues; the consumer waits no longer, also for a batch that runs. */
    void cancel() {
      chunk.cancel();
      chunk.release();
      end.complete(null);
    }
  }

  RunningChunks(
      Calls calls,
      Stream<? extends A> elements,
      Function<? super List<A>, ? extends Chunk<T>> chunks,
      StreamBounds bounds,
      boolean ordered) {
    this.calls = calls;
    this.elements = elements;
    this.chunks = chunks;
    this.chunkRows = bounds.chunkRows();
    this.chunksInFlight = bounds.chunksInFlight();
    this.ordered = ordered;
  }

  /** The next chunk that has ended, in order or not; null at the end. */
  @Nullable
  Running<A, T> next() {
    if (closed) {
      return null;
    }
    fill();
    if (inFlight == 0) {
      if (sourceFailure != null) {
        throw Failing.unchecked(sourceFailure);
      }
      return null;
    }
    return nextToEnd();
  }

  /**
   * Hands over each chunk from here on as it ends, in order or not. The source pushes its rows meanwhile, which takes
   * less than to pull them one by one.
   *
   * @param taker is given the chunks; if it throws, the stream has to be closed
   */
  void forEachRemaining(Consumer<Running<A, T>> taker) {
    Push push = new Push(taker);
    try {
      if (!closed && sourceFailure == null) {
        source().forEachRemaining(push);
      }
    } catch (Throwable e) {
      sourceFailure = e;
    }
    if (push.failure != null) {
      throw Failing.unchecked(push.failure);
    }
    push.startRest();
    for (Running<A, T> next = next(); next != null; next = next()) {
      taker.accept(next);
    }
  }

  /** Starts a chunk of the rows that come, whenever there are enough, and hands over what has ended. */
  private final class Push implements Consumer<A> {
    private final Consumer<Running<A, T>> taker;
    private List<A> arguments = newRows();

    /** Of the stream: the source, through which it is thrown, is not at fault. */
    private @Nullable Throwable failure;

    Push(Consumer<Running<A, T>> taker) {
      this.taker = taker;
    }

    @Override
    public void accept(A row) {
      if (closed || failure != null) { // whatever the source makes of what is thrown
        throw new CancellationException("the stream is closed");
      }
      arguments.add(row);
      if (arguments.size() == chunkRows) {
        startChunk();
        handOver();
      }
    }

    private void startChunk() {
      List<A> full = arguments;
      arguments = newRows();
      start(Collections.unmodifiableList(full));
    }

    private void handOver() {
      try {
        while (isFull()) {
          Running<A, T> next = nextToEnd();
          if (next == null) {
            return;
          }
          taker.accept(next);
        }
      } catch (Throwable e) {
        failure = e;
        throw e;
      }
    }

    /** What the source gave last, be it that it failed then. */
    void startRest() {
      if (!closed && !arguments.isEmpty()) {
        try {
          startChunk();
        } catch (Throwable e) {
          sourceFailure = e;
        }
      }
    }
  }

  private @Nullable Running<A, T> nextToEnd() {
    try {
      Running<A, T> next = ordered ? running.peek() : firstToEnd();
      if (next == null) {
        return null; // closed by another thread
      }
      var unused = next.chunk.help();
      if (Deadlocks.isNeeded()) {
        refuseEndless(Deadlocks.await(next.chunk::needs, next.end));
      }
      next.end.get();
      running.remove(next);
      inFlight--;
      lonely += next.chunk.askedNobody() ? 1 : 0;
      return closed ? null : next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ended(new HeadraceException("interrupted while waiting for a stream's results", e));
    } catch (ExecutionException e) { // refused, as the executor is closed, or there was no memory
      throw ended(Objects.requireNonNull(e.getCause()));
    } catch (HeadraceException e) {
      throw ended(e);
    }
  }

  private RuntimeException ended(Throwable failure) {
    Closing.close(this, failure);
    return Failing.unchecked(failure);
  }

  private Running<A, T> firstToEnd() throws InterruptedException {
    Iterator<Running<A, T>> next = running.iterator();
    while (ended.isEmpty() && next.hasNext()) {
      var unused = next.next().chunk.help();
    }
    if (Deadlocks.isNeeded()) {
      refuseEndless(Deadlocks.await(this::neededByAll, millis -> {
        Running<A, T> first = ended.poll(millis, TimeUnit.MILLISECONDS);
        return first != null && ended.add(first);
      }));
    }
    return ended.take();
  }

  /** Where a step or constructor would wait for itself the stream ends with a failure instead. */
  private static void refuseEndless(@Nullable String why) {
    if (why != null) {
      throw new HeadraceException(why);
    }
  }

  /** Those without whom none of the chunks ends. */
  private Set<Party> neededByAll() {
    Set<Party> all = null;
    for (Running<A, T> each : running) {
      Set<Party> needs = each.chunk.needs();
      if (all == null) {
        all = needs;
      } else {
        all.retainAll(needs);
      }
    }
    return all == null ? Set.of() : all;
  }

  private void fill() {
    try {
      while (sourceFailure == null && !isFull()) {
        List<A> arguments = pull();
        if (arguments.isEmpty()) {
          return;
        }
        start(Collections.unmodifiableList(arguments));
      }
    } catch (Throwable e) {
      sourceFailure = e;
    }
  }

  private boolean isFull() {
    return inFlight >= (brief ? 1 : chunksInFlight);
  }

  private void start(List<A> arguments) {
    Chunk<T> chunk = chunks.apply(arguments);
    chunk.startAt(rows);
    chunk.flow(flow);
    rows += arguments.size();
    Running<A, T> started = new Running<>(arguments, chunk);
    if (!ordered) {
      var unused = started.end.whenComplete((nothing, refused) -> ended.add(started));
    }
    running.add(started);
    inFlight++;
    if (closed) { // by another thread, which may not have seen this chunk
      started.cancel();
    }
    if (brief || lonely % TRY == 1) {
      long start = System.nanoTime();
      calls.run(chunk, started.end);
      brief = chunk.askedNobody() && System.nanoTime() - start < BRIEF;
      lonely += brief ? 0 : 1;
    } else {
      calls.start(chunk, started.end);
    }
  }

  /** What a chunk takes; a source that fails midway still gives what came before. */
  private List<A> pull() {
    List<A> arguments = newRows();
    try {
      Spliterator<? extends A> from = source();
      Consumer<A> add = arguments::add;
      for (int row = 0; row < chunkRows && from.tryAdvance(add); row++) {}
    } catch (Throwable e) {
      sourceFailure = e;
    }
    return arguments;
  }

  /** Of a chunk; one that may take many has no room for them before they come. */
  private List<A> newRows() {
    return new ArrayList<>(Math.min(chunkRows, StreamBounds.DEFAULT.chunkRows()));
  }

  private Spliterator<? extends A> source() {
    Spliterator<? extends A> from = source;
    if (from == null) {
      from = elements.spliterator();
      source = from;
    }
    return from;
  }

  boolean isClosed() {
    return closed;
  }

  /** Stops: what waits leaves the queues, and the source is closed. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Running::cancel);
    running.clear();
    elements.close();
  }
}
