package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses a batch of elements of like cost, so that little is padded: the oldest elements are sorted by cost and parted
 * into batches from the most expensive down; the batch with the oldest element is taken. What is left is parted the same
 * way the next time, so a given set of elements ends up in the batches of a sorted list, and nothing is passed over for
 * longer than until it is the oldest.
 */
final class LikeCosts<R> {
  private static final int WINDOW = 128; // batches; more would pad a hundredth less
  private static final int MOST = 1024; // elements to sort under the queue's lock

  private final List<Request<R>> requests = new ArrayList<>(); // of each element of the window
  private final int[] elements;
  private final long[] byCost; // cost and position in the window
  private final BatchLimit limit;
  private int size;

  private LikeCosts(int waiting, BatchLimit limit) {
    int most = (int) Math.min(limit.size(), limit.cost());
    int window = (int) Math.min(waiting, Math.max(most, Math.min(MOST, (long) WINDOW * most)));
    this.limit = limit;
    this.elements = new int[window];
    this.byCost = new long[window];
  }

  /** Takes a batch out of what waits, so many elements in order of arrival. */
  static <R> List<Span<R>> take(Iterable<Request<R>> waiting, int elements, BatchLimit limit) {
    LikeCosts<R> window = new LikeCosts<>(elements, limit);
    waiting.forEach(window::add);
    return window.takeWithOldest();
  }

  private void add(Request<R> request) {
    for (int i = request.firstLeft(0);
        i < request.size() && size < elements.length;
        i = request.firstLeft(i + 1)) {
      requests.add(request);
      elements[size] = i;
      byCost[size] = (long) request.cost(i) << 32 | size;
      size++;
    }
  }

  private List<Span<R>> takeWithOldest() {
    long oldest = byCost[0];
    Arrays.sort(byCost, 0, size);
    int place = Arrays.binarySearch(byCost, 0, size, oldest);
    int from;
    int to = size;
    for (from = from(to); from > place; from = from(to)) {
      to = from;
    }
    if (from == 0) { // the remainder is filled up from above
      to = Math.max(to, to());
    }
    return take(from, to);
  }

  /** Where a batch begins whose most expensive element is the last before {@code to}. */
  private int from(int to) {
    long most = Math.min(limit.size(), limit.cost() / Math.max(1, cost(to - 1)));
    return (int) Math.max(0, to - Math.max(1, most));
  }

  /** Where a batch ends that begins with the cheapest element. */
  private int to() {
    int to = 1;
    while (to < Math.min(size, limit.size()) && (to + 1) * cost(to) <= limit.cost()) {
      to++;
    }
    return to;
  }

  private long cost(int place) {
    return byCost[place] >>> 32;
  }

  @SuppressWarnings("ReferenceEquality") // requests have identity
  private List<Span<R>> take(int from, int to) {
    int[] chosen = new int[to - from];
    for (int i = from; i < to; i++) {
      chosen[i - from] = (int) byCost[i];
    }
    Arrays.sort(chosen);
    List<Span<R>> spans = new ArrayList<>();
    for (int i = 0, end; i < chosen.length; i = end) {
      Request<R> request = requests.get(chosen[i]);
      int first = elements[chosen[i]];
      for (end = i + 1; end < chosen.length; end++) {
        if (requests.get(chosen[end]) != request || elements[chosen[end]] != first + end - i) {
          break;
        }
      }
      spans.add(request.take(first, first + end - i));
    }
    return spans;
  }
}
