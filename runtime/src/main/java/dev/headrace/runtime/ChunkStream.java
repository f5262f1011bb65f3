package dev.headrace.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes in the order of the elements, while some chunks run ahead. The source is read by the consuming thread only,
 * and only when a result is asked for that is not there yet.
 *
 * @param <A> the type of the elements
 * @param <T> the type of the results
 */
final class ChunkStream<A extends @Nullable Object, T extends @Nullable Object>
    extends Spliterators.AbstractSpliterator<Outcome<T>> implements AutoCloseable {
  private final Calls calls;
  private final Stream<? extends A> elements;
  private final Function<? super List<A>, ? extends Chunk<T>> chunks;
  private final int chunkRows;
  private final int chunksInFlight;
  private final Deque<Running<T>> running = new ArrayDeque<>();
  private @Nullable Iterator<? extends A> source;
  private @Nullable Throwable sourceFailure; // thrown after the results of what came before it
  private Iterator<Outcome<T>> ready = Collections.emptyIterator();
  private int rows;
  private volatile boolean closed;

  private record Running<T extends @Nullable Object>(
      Chunk<T> chunk, CompletableFuture<List<Outcome<T>>> outcomes) {}

  ChunkStream(
      Calls calls,
      Stream<? extends A> elements,
      Function<? super List<A>, ? extends Chunk<T>> chunks,
      int chunkRows,
      int chunksInFlight) {
    super(Long.MAX_VALUE, Spliterator.ORDERED);
    this.calls = calls;
    this.elements = elements;
    this.chunks = chunks;
    this.chunkRows = chunkRows;
    this.chunksInFlight = chunksInFlight;
  }

  @Override
  public boolean tryAdvance(Consumer<? super Outcome<T>> action) {
    while (!ready.hasNext()) {
      if (closed) {
        return false;
      }
      fill();
      Running<T> first = running.poll();
      if (first == null) {
        rethrowSourceFailure();
        return false;
      }
      ready = await(first).iterator();
    }
    action.accept(ready.next());
    return true;
  }

  private void fill() {
    try {
      while (sourceFailure == null && running.size() < chunksInFlight) {
        List<A> arguments = pull();
        if (arguments.isEmpty()) {
          return;
        }
        Chunk<T> chunk = chunks.apply(Collections.unmodifiableList(arguments));
        chunk.startAt(rows);
        rows += arguments.size();
        running.add(new Running<>(chunk, calls.start(chunk)));
      }
    } catch (Throwable e) {
      sourceFailure = e;
    }
  }

  /** What a chunk takes; a source that fails midway still gives what came before. */
  private List<A> pull() {
    List<A> arguments = new ArrayList<>();
    try {
      if (source == null) {
        source = elements.iterator();
      }
      while (arguments.size() < chunkRows && source.hasNext()) {
        arguments.add(source.next());
      }
    } catch (Throwable e) {
      sourceFailure = e;
    }
    return arguments;
  }

  private List<Outcome<T>> await(Running<T> first) {
    try {
      return first.outcomes().get();
    } catch (InterruptedException e) {
      running.push(first);
      close();
      Thread.currentThread().interrupt();
      throw new HeadraceException("interrupted while waiting for a stream's results", e);
    } catch (ExecutionException e) {
      close();
      throw (HeadraceException) e.getCause(); // refused, as the executor is closed
    }
  }

  private void rethrowSourceFailure() {
    if (sourceFailure instanceof RuntimeException) {
      throw (RuntimeException) sourceFailure;
    } else if (sourceFailure instanceof Error) {
      throw (Error) sourceFailure;
    }
  }

  /** Stops: what waits leaves the queues, and the source is closed. */
  @Override
  public void close() {
    closed = true;
    for (Running<T> chunk : running) {
      chunk.chunk().cancel();
    }
    running.clear();
    elements.close();
  }
}
