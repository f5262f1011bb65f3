package dev.headrace.processor.emit.java;

import java.util.List;

/** Code that grows with the pipeline, cut into pieces that fit a method: Java limits one to 64 KB. */
final class Parts {
  private static final int SIZE = 250;

  private Parts() {}

  /** What is done with each part. */
  interface Action<T> {
    void accept(int index, List<T> part, boolean hasNext);
  }

  /** Calls the action with one part after the other; with an empty one when there is nothing. */
  static <T> void each(List<T> all, Action<T> action) {
    int index = 0;
    int from = 0;
    do {
      int to = Math.min(all.size(), from + SIZE);
      action.accept(index++, all.subList(from, to), to < all.size());
      from = to;
    } while (from < all.size());
  }

  /** The name of the part's method: the first has the name itself. */
  static String name(String method, int index) {
    return index == 0 ? method : method + (index + 1);
  }
}
