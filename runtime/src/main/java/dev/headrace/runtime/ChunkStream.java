package dev.headrace.runtime;

import dev.headrace.runtime.RunningChunks.Running;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Results one by one, chunk after chunk. The consuming thread pulls from the source, and only when a result is asked for
 * that is not there yet.
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
  private volatile @Nullable Running<A, T> ended; // whose rows from `row` on are to be delivered
  private int row;

  /** What the stream gives of a row; what it throws ends the stream. */
  interface Delivery<
      A extends @Nullable Object, T extends @Nullable Object, E extends @Nullable Object> {
    E of(java.util.List<A> arguments, Chunk<T> chunk, int row);
  }

  ChunkStream(RunningChunks<A, T> chunks, boolean ordered, Delivery<A, T, E> delivery) {
    super(Long.MAX_VALUE, ordered ? Spliterator.ORDERED : 0);
    this.chunks = chunks;
    this.delivery = delivery;
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    Running<A, T> from = current();
    if (from == null) {
      return false;
    }
    action.accept(next(from));
    return true;
  }

  @Override
  public void forEachRemaining(Consumer<? super E> action) {
    for (Running<A, T> from = current(); from != null; from = current()) {
      while (ended != null && row < from.arguments().size()) {
        action.accept(next(from));
      }
    }
  }

  /** The chunk that the next row is of; null at the end. */
  private @Nullable Running<A, T> current() {
    Running<A, T> current = ended;
    if (current == null || row == current.arguments().size()) {
      row = 0;
      current = chunks.next();
      ended = current;
    }
    return current;
  }

  private E next(Running<A, T> from) {
    try {
      return delivery.of(from.arguments(), from.chunk(), row++);
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  /** Stops: what waits leaves the queues, and the source is closed. */
  @Override
  public void close() {
    ended = null;
    chunks.close();
  }
}
