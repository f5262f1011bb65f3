package dev.headrace.runtime.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The waiting requests that may share batches, in order of arrival. Guarded by the queue's lock. */
public final class Lane<R> implements BatchPolicy.Waiting {
  private final BatchLimit limit;
  private final ArrayDeque<Request<R>> requests = new ArrayDeque<>();
  private int elements;
  private long cost;

  public Lane(BatchLimit limit) {
    this.limit = limit;
  }

  public void add(Request<R> request) {
    requests.addLast(request);
    elements += request.left();
    for (int i = 0; request.hasCosts() && i < request.size(); i++) {
      cost += request.cost(i);
    }
  }

  /** Takes a request out and returns what was left of it; nothing if it is not here. */
  List<Span<R>> remove(Request<R> request) {
    if (!requests.remove(request)) {
      return List.of();
    }
    List<Span<R>> rest = request.takeRest();
    taken(rest);
    return rest;
  }

  /** Takes everything out. */
  List<Span<R>> removeAll() {
    List<Span<R>> rest = new ArrayList<>();
    requests.forEach(request -> rest.addAll(request.takeRest()));
    requests.clear();
    taken(rest);
    return rest;
  }

  /** Cuts the next batch: of the oldest elements, or of those that are like the oldest if batches are padded. */
  public Cut<R> cut() {
    long arrival = oldestNanos();
    List<Span<R>> spans = limit.padded() && requests.getFirst().hasCosts()
        ? LikeCosts.take(requests, limit)
        : takeInOrder();
    int before = elements;
    taken(spans);
    if (limit.padded()) {
      requests.removeIf(request -> request.left() == 0);
    }
    return new Cut<>(spans, before - elements, arrival);
  }

  private List<Span<R>> takeInOrder() {
    List<Span<R>> spans = new ArrayList<>();
    int missing = limit.size();
    long budget = limit.cost();
    while (missing > 0 && !requests.isEmpty()) {
      Request<R> first = requests.getFirst();
      int from = first.firstLeft(0);
      int to = from;
      while (to < first.size() && missing > 0) {
        budget -= first.cost(to);
        if (budget < 0 && missing < limit.size()) {
          missing = 0;
        } else {
          to++;
          missing--;
        }
      }
      if (to > from) {
        spans.add(first.take(from, to));
      }
      if (to == first.size()) {
        requests.removeFirst();
      }
    }
    return spans;
  }

  private void taken(List<Span<R>> spans) {
    for (Span<R> span : spans) {
      elements -= span.size();
      for (int i = span.from(); span.request().hasCosts() && i < span.to(); i++) {
        cost -= span.request().cost(i);
      }
    }
  }

  /** How many elements wait. */
  public int elements() {
    return elements;
  }

  @Override
  public int fullBatches() {
    return (int) Math.max(elements / limit.size(), Math.min(elements, cost / limit.cost()));
  }

  @Override
  public boolean hasRest() {
    return cost > 0 || elements % limit.size() > 0;
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
