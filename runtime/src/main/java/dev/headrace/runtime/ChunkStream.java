package dev.headrace.runtime;

import dev.headrace.runtime.RunningChunks.Running;
import dev.headrace.runtime.internal.Closing;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Results one by one, chunk after chunk. The consuming thread pulls from the source, and only when a result is asked for
 * that is not there yet; or has it push, when all that remain are asked for at once. One thread does so, also of a parallel
 * stream.
 *
 * @param <A> the type of the arguments
 * @param <T> the type of the results
 * @param <E> what is delivered of each
 */
final class ChunkStream<
        A extends @Nullable Object, T extends @Nullable Object, E extends @Nullable Object>
    extends Spliterators.AbstractSpliterator<E> implements AutoCloseable {
  private final RunningChunks<A, T> chunks;
  private final Delivery<A, T, E> delivery;
  private List<E> ready = List.of();
  private int next; // of what is ready

  /** What the stream gives of a chunk's rows; a row that is asked for may throw, which ends the stream. */
  interface Delivery<
      A extends @Nullable Object, T extends @Nullable Object, E extends @Nullable Object> {
    List<E> of(List<A> arguments, Chunk<T> chunk);
  }

  ChunkStream(RunningChunks<A, T> chunks, boolean ordered, Delivery<A, T, E> delivery) {
    super(Long.MAX_VALUE, ordered ? Spliterator.ORDERED : 0);
    this.chunks = chunks;
    this.delivery = delivery;
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    if (!more()) {
      return false;
    }
    action.accept(next());
    return true;
  }

  @Override
  public void forEachRemaining(Consumer<? super E> action) {
    try {
      giveReady(action);
      chunks.forEachRemaining(chunk -> {
        ready(chunk);
        giveReady(action);
      });
    } catch (Throwable e) {
      Closing.close(this, e); // the source may be anywhere
      throw e;
    }
  }

  /** Nothing to take apart: a parallel stream would buffer ever more of it. */
  @Override
  public @Nullable Spliterator<E> trySplit() {
    return null;
  }

  private void giveReady(Consumer<? super E> action) {
    while (!chunks.isClosed() && next < ready.size()) {
      action.accept(next());
    }
  }

  private boolean more() {
    return !chunks.isClosed() && (next < ready.size() || nextChunk());
  }

  /** Whether one more chunk has ended; a chunk has at least one row. */
  private boolean nextChunk() {
    ready = List.of(); // so that it need not wait for the next to become garbage
    next = 0;
    Running<A, T> chunk = chunks.next();
    if (chunk == null) {
      return false;
    }
    ready(chunk);
    return true;
  }

  private void ready(Running<A, T> chunk) {
    ready = delivery.of(chunk.arguments(), chunk.chunk());
    next = 0;
  }

  private E next() {
    try {
      return ready.get(next++);
    } catch (Throwable e) {
      Closing.close(this, e);
      throw e;
    }
  }

  /** Stops: what waits leaves the queues, and the source is closed. */
  @Override
  public void close() {
    chunks.close();
  }
}
