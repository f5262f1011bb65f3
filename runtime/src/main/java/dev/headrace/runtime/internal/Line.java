package dev.headrace.runtime.internal;

import java.util.ArrayDeque;
import java.util.List;

/** The requests of one flow in a lane, in order. Those that were cancelled stay until their turn comes. */
final class Line<R> {
  final Flow flow;
  private final ArrayDeque<Request<R>> requests = new ArrayDeque<>();

  Line(Flow flow) {
    this.flow = flow;
  }

  void add(Request<R> request) {
    requests.addLast(request);
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  Request<R> first() {
    return requests.getFirst();
  }

  /** Whoever has had a batch goes behind, unless the flow's requests end one after another. */
  void rotate() {
    if (!flow.isOrdered()) {
      requests.addLast(requests.removeFirst());
    }
  }

  /** Drops what has nothing left at the front. */
  void trim() {
    while (!requests.isEmpty() && requests.getFirst().left() == 0) {
      requests.removeFirst();
    }
  }

  /** Drops all that has nothing left. */
  void sweep() {
    requests.removeIf(request -> request.left() == 0);
  }

  void takeRest(List<Span<R>> rest) {
    requests.forEach(request -> rest.addAll(request.takeRest()));
    requests.clear();
  }

  Iterable<Request<R>> requests() {
    return requests;
  }

  /** When the oldest arrived: the first, or one that went behind. */
  long oldestNanos() {
    long first = requests.getFirst().arrivalNanos;
    long last = requests.getLast().arrivalNanos;
    return last - first < 0 ? last : first;
  }
}
