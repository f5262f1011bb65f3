package dev.headrace.bulk;

import dev.headrace.bulk.Source.Row;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows that have been read and are not done: the entry reads ahead of its results. Unreadable rows wait in their
 * place among the others. When too many of them do, the stream of values ends and another takes its place.
 */
final class RowQueue<A> {
  private static final int MOST_UNREADABLE = 1_000;

  private final Source.Reader<A> reader;
  private final BooleanSupplier stop;
  private final Deque<Waiting<A>> waiting = new ArrayDeque<>();
  private int unreadable;
  private boolean ended; // the stream of values
  private boolean exhausted;
  private boolean stopped;

  /**
   * A row and where the next one begins.
   *
   * @param end its position
   */
  record Waiting<A>(Row<A> row, long end) {
    A argument() {
      return Objects.requireNonNull(row.value());
    }
  }

  /** The input failed while the entry pulled. */
  static final class InputFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final IOException cause;

    InputFailure(IOException cause) {
      super(cause);
      this.cause = cause;
    }

    IOException cause() {
      return cause;
    }
  }

  RowQueue(Source.Reader<A> reader, BooleanSupplier stop) {
    this.reader = reader;
    this.stop = stop;
  }

  /** Whether nothing more is to be read. */
  boolean isExhausted() {
    return exhausted || stopped;
  }

  /** Whether it ended before the input. */
  boolean isStopped() {
    return stopped;
  }

  /** Whether whoever had the stream of values did not take all, or has not given something back for each. */
  boolean isUnfinished() {
    return !ended || !waiting.isEmpty();
  }

  /** The values of the rows to come. */
  Stream<A> values() {
    ended = false;
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new Values(), Spliterator.ORDERED), false);
  }

  /** The first row, if it is unreadable, which ends its waiting. */
  @Nullable
  Waiting<A> unreadable() {
    Waiting<A> first = waiting.peek();
    if (first == null || first.row().unreadable() == null) {
      return null;
    }
    unreadable--;
    return waiting.poll();
  }

  /** The first row; null if none waits for a result. */
  @Nullable
  Waiting<A> poll() {
    return waiting.poll();
  }

  private final class Values implements Iterator<A> {
    private @Nullable A next;

    @Override
    public boolean hasNext() {
      while (next == null && !ended) {
        if (exhausted || unreadable >= MOST_UNREADABLE || stopRequested()) {
          ended = true;
        } else {
          read();
        }
      }
      return next != null;
    }

    private boolean stopRequested() {
      stopped = stopped || stop.getAsBoolean();
      return stopped;
    }

    private void read() {
      try {
        Row<A> row = reader.next();
        if (row == null) {
          exhausted = true;
          return;
        }
        waiting.add(new Waiting<>(row, reader.position()));
        next = row.value();
        unreadable += row.unreadable() == null ? 0 : 1;
      } catch (IOException e) {
        throw new InputFailure(e);
      }
    }

    @Override
    public A next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      A value = Objects.requireNonNull(next);
      next = null;
      return value;
    }
  }
}
