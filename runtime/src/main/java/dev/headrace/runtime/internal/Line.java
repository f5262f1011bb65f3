package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one flow in a lane, in order, each knowing the next. Those that were cancelled stay until their turn
 * comes, or until they are as many as the others.
 */
final class Line<R> {
  private static final int FEW = 16;

  final Flow flow;
  final Shares.Share share;
  private @Nullable Request<R> first;
  private @Nullable Request<R> last;
  private int size;
  private int left; // of these have nothing left, at most
  private List<Request<R>> behind = List.of(); // that went behind others

  Line(Flow flow, Shares.Share share) {
    this.flow = flow;
    this.share = share;
  }

  void add(Request<R> request) {
    request.next(null);
    if (last == null) {
      first = request;
    } else {
      last.next(request);
    }
    last = request;
    size++;
  }

  private Request<R> remove() {
    Request<R> removed = first();
    size--;
    first = removed.next();
    if (first == null) {
      last = null;
    }
    removed.next(null);
    return removed;
  }

  boolean isEmpty() {
    return first == null;
  }

  Request<R> first() {
    Request<R> request = first;
    if (request == null) {
      throw new IllegalStateException("nobody waits");
    }
    return request;
  }

  /** Whoever has had a batch goes behind, unless the flow's requests end one after another. */
  void rotate() {
    if (!flow.isOrdered()) {
      Request<R> served = first();
      if (!behind.contains(served)) {
        behind = behind.isEmpty() ? new ArrayList<>() : behind;
        behind.add(served);
      }
      add(remove());
    }
  }

  /** Drops what has nothing left at the front. */
  void trim() {
    while (first != null && first.left() == 0) {
      var unused = remove();
    }
  }

  /** Something in it has nothing left. */
  void left() {
    left++;
    if (left > FEW && 2 * left > size) {
      sweep();
    }
  }

  /** Drops all that has nothing left. */
  void sweep() {
    Request<R> all = first;
    first = null;
    last = null;
    size = 0;
    left = 0;
    for (Request<R> request = all, after; request != null; request = after) {
      after = request.next();
      request.next(null);
      if (request.left() > 0) {
        add(request);
      }
    }
  }

  void takeRest(List<Span<R>> rest) {
    while (first != null) {
      rest.addAll(remove().takeRest());
    }
  }

  void forEach(Consumer<? super Request<R>> action) {
    for (Request<R> request = first; request != null; request = request.next()) {
      action.accept(request);
    }
  }

  /** When the oldest arrived: the first, or one that went behind. */
  long oldestNanos() {
    long oldest = first().arrivalNanos();
    if (behind.isEmpty()) { // mostly, and cannot be changed then
      return oldest;
    }
    behind.removeIf(request -> request.left() == 0);
    for (Request<R> request : behind) {
      long arrival = request.arrivalNanos();
      oldest = arrival - oldest < 0 ? arrival : oldest;
    }
    return oldest;
  }
}
