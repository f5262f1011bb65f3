package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The waiting requests that may share batches: a line for each flow. Guarded by the queue's lock. */
public final class Lane<R> implements BatchPolicy.Waiting {
  private final BatchLimit limit;
  private final @Nullable Shares shares; // with the queue's other lanes
  private final List<Line<R>> lines = new ArrayList<>(1); // none of them empty
  private int elements;
  private long cost;

  /** A lane whose requests share with nobody. */
  public Lane(BatchLimit limit) {
    this(limit, null);
  }

  Lane(BatchLimit limit, @Nullable Shares shares) {
    this.limit = limit;
    this.shares = shares;
  }

  /** Puts a request behind those of its flow; what throws has changed nothing. */
  public void add(Request<R> request) {
    int more = request.left();
    long moreCost = 0;
    for (int i = 0; request.hasCosts() && i < request.size(); i++) {
      moreCost += request.cost(i);
    }
    Line<R> line = line(request.flow());
    if (line == null) {
      Shares.Share share = shares == null ? Shares.Share.alone() : shares.comes(request.flow());
      line = new Line<>(request.flow(), share);
      lines.add(line);
      line.add(request);
    } else {
      if (shares != null) {
        shares.arrives(line.share);
      }
      line.add(request);
    }
    elements += more;
    cost += moreCost;
  }

  private @Nullable Line<R> line(Flow flow) {
    for (int i = 0; i < lines.size(); i++) { // for each request: no iterator
      if (lines.get(i).flow == flow) {
        return lines.get(i);
      }
    }
    return null;
  }

  /** What is left of a request that is here is not any more. */
  void left(Request<R> request, List<Span<R>> rest) {
    taken(rest);
    Line<R> line = line(request.flow());
    if (line != null) {
      line.left();
    }
    trim();
  }

  /** Takes everything out. */
  List<Span<R>> removeAll() {
    List<Span<R>> rest = new ArrayList<>();
    for (Line<R> line : lines) {
      line.takeRest(rest);
      line.share.left();
    }
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
    return new Cut<>(spans, before - elements, limit, arrival, now);
  }

  private List<Span<R>> takeSorted() {
    lines.sort(Comparator.comparingDouble(line -> line.share.tag()));
    List<Request<R>> waiting = new ArrayList<>();
    lines.forEach(line -> line.forEach(waiting::add));
    List<Span<R>> spans = LikeCosts.take(waiting, elements, limit);
    for (Span<R> span : spans) {
      Line<R> line = line(span.request().flow());
      if (line != null) {
        served(line, span.size());
      }
    }
    return spans;
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
      int to = request.hasCosts() ? from : from + Math.min(request.size() - from, missing);
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
        served(line, to - from);
      }
      missing = to < request.size() ? 0 : missing - (to - from);
      if (to == request.size()) {
        line.trim();
      } else if (to > from) {
        line.rotate();
      } // or it did not fit, and goes first into the next batch
      if (line.isEmpty()) {
        lines.remove(line);
        line.share.left();
      }
    }
    return spans;
  }

  private void served(Line<R> line, int elements) {
    line.share.served(elements * limit.returns().elementNanos());
  }

  private Line<R> first() {
    Line<R> first = lines.get(0);
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).share.tag() < first.share.tag()) {
        first = lines.get(i);
      }
    }
    return first;
  }

  private void trim() {
    for (int i = lines.size() - 1; i >= 0; i--) {
      Line<R> line = lines.get(i);
      line.trim();
      if (line.isEmpty()) {
        lines.remove(i);
        line.share.left();
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
    return first().share.tag();
  }

  @Override
  public long patience(long now) {
    return limit.returns().patience(now, elements);
  }
}
