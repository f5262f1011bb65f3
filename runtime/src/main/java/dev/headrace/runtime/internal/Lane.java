package dev.headrace.runtime.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The waiting requests that may share batches, in order of arrival. Guarded by the queue's lock. */
final class Lane<R> implements BatchPolicy.Waiting {
  private final BatchLimit limit;
  private final ArrayDeque<Request<R>> requests = new ArrayDeque<>();
  private int elements;

  Lane(BatchLimit limit) {
    this.limit = limit;
  }

  void add(Request<R> request) {
    requests.addLast(request);
    elements += request.size() - request.next;
  }

  /** Takes a request out; false if it is not here, or wholly in batches already. */
  boolean remove(Request<R> request) {
    if (!requests.remove(request)) {
      return false;
    }
    elements -= request.size() - request.next;
    return true;
  }

  /** Cuts a batch from the front. */
  Cut<R> cut(int size) {
    long arrival = oldestNanos();
    List<Span<R>> spans = new ArrayList<>();
    for (int missing = size; missing > 0; ) {
      Request<R> first = requests.getFirst();
      int from = first.next;
      int to = Math.min(first.size(), from + missing);
      spans.add(new Span<>(first, from, to));
      first.next = to;
      missing -= to - from;
      if (to == first.size()) {
        requests.removeFirst();
      }
    }
    elements -= size;
    return new Cut<>(spans, size, arrival);
  }

  List<Request<R>> requests() {
    return List.copyOf(requests);
  }

  @Override
  public int elements() {
    return elements;
  }

  @Override
  public int limit() {
    return limit.size();
  }

  @Override
  public long delayNanos() {
    return limit.delayNanos();
  }

  @Override
  public long oldestNanos() {
    return requests.getFirst().arrivalNanos;
  }
}
