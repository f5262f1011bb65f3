package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The waiting requests that may share batches: a line for each flow. Guarded by the queue's lock. */
public final class Lane<R> implements BatchPolicy.Waiting {
  private final BatchLimit limit;
  private final List<Line<R>> lines = new ArrayList<>(1); // none of them empty
  private int elements;
  private long cost;

  public Lane(BatchLimit limit) {
    this.limit = limit;
  }

  /** Puts a request behind those of its flow. */
  public void add(Request<R> request) {
    line(request.flow()).add(request);
    elements += request.left();
    for (int i = 0; request.hasCosts() && i < request.size(); i++) {
      cost += request.cost(i);
    }
  }

  private Line<R> line(Flow flow) {
    for (Line<R> line : lines) {
      if (line.flow == flow) {
        return line;
      }
    }
    Line<R> line = new Line<>(flow);
    lines.add(line);
    return line;
  }

  /** What is left of a request that is here is not any more. */
  void left(List<Span<R>> rest) {
    taken(rest);
    trim();
  }

  /** Takes everything out. */
  List<Span<R>> removeAll() {
    List<Span<R>> rest = new ArrayList<>();
    lines.forEach(line -> line.takeRest(rest));
    lines.clear();
    taken(rest);
    return rest;
  }

  /** Cuts the next batch: of the neediest flows' oldest elements, or of those like the oldest if batches are padded. */
  public Cut<R> cut(long now) {
    long arrival = oldestNanos();
    int before = elements;
    boolean sorted = limit.padded() && first().first().hasCosts();
    List<Span<R>> spans = sorted ? takeSorted() : takeInOrder();
    taken(spans);
    if (sorted) {
      lines.forEach(Line::sweep);
    }
    trim();
    double nanos = limit.returns().elementNanos();
    spans.forEach(span -> span.request().served(span.size() * nanos));
    return new Cut<>(spans, before - elements, arrival, now);
  }

  private List<Span<R>> takeSorted() {
    lines.sort(Comparator.comparingDouble(line -> line.first().tag()));
    List<Request<R>> waiting = new ArrayList<>();
    lines.forEach(line -> line.forEach(waiting::add));
    return LikeCosts.take(waiting, limit);
  }

  private List<Span<R>> takeInOrder() {
    List<Span<R>> spans = new ArrayList<>(Math.min(elements, limit.size()));
    int most = limit.size();
    int missing = most;
    long budget = limit.cost();
    while (missing > 0 && !lines.isEmpty()) {
      Line<R> line = first();
      Request<R> request = line.first();
      int from = request.firstLeft(0);
      int to = request.hasCosts() ? from : Math.min(request.size(), from + missing);
      if (request.hasCosts()) {
        for (; to < request.size() && to - from < missing; to++) {
          budget -= request.cost(to);
          if (budget < 0 && missing - (to - from) < most) {
            break;
          }
        }
      }
      if (to > from) {
        spans.add(request.take(from, to));
      }
      missing = to < request.size() ? 0 : missing - (to - from);
      if (to < request.size()) {
        line.rotate();
      } else {
        line.trim();
      }
      if (line.isEmpty()) {
        lines.remove(line);
      }
    }
    return spans;
  }

  private Line<R> first() {
    Line<R> first = lines.get(0);
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).first().tag() < first.first().tag()) {
        first = lines.get(i);
      }
    }
    return first;
  }

  private void trim() {
    for (int i = lines.size() - 1; i >= 0; i--) {
      lines.get(i).trim();
      if (lines.get(i).isEmpty()) {
        lines.remove(i);
      }
    }
  }

  private void taken(List<Span<R>> spans) {
    for (Span<R> span : spans) {
      elements -= span.size();
      for (int i = span.from(); span.request().hasCosts() && i < span.to(); i++) {
        cost -= span.request().cost(i);
      }
    }
  }

  /** Who was in the last batch has been told of its end. */
  void told(long now) {
    limit.returns().told(now);
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
    long oldest = lines.get(0).oldestNanos();
    for (int i = 1; i < lines.size(); i++) {
      long other = lines.get(i).oldestNanos();
      oldest = other - oldest < 0 ? other : oldest;
    }
    return oldest;
  }

  @Override
  public double tag() {
    return first().first().tag();
  }

  @Override
  public long patience(long now) {
    return limit.returns().patience(now, elements);
  }
}
