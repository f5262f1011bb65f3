package dev.headrace.runtime;

import dev.headrace.runtime.internal.BatchLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * What one batch has shown of how large batches may be. An element that turns out too large by itself is to blame for
 * every piece that it was in, and those pieces have shown nothing.
 */
final class LoweredLimit {
  private final BatchLimit limit;
  private final int before;
  private final List<Piece> tooLarge = new ArrayList<>();
  private int now; // the limit as this batch has left it

  private record Piece(int from, int to) {
    boolean has(int element) {
      return from <= element && element < to;
    }
  }

  LoweredLimit(BatchLimit limit) {
    this.limit = limit;
    this.before = limit.size();
  }

  /** A piece of several elements was too large. */
  void tooLarge(int from, int to) {
    tooLarge.add(new Piece(from, to));
    limit.tooLarge(to - from);
    now = limit.size();
  }

  /** An element is too large by itself: the limit is what the pieces without it have shown. */
  void blame(int element) {
    tooLarge.removeIf(piece -> piece.has(element));
    int shown = before;
    for (Piece piece : tooLarge) {
      shown = Math.min(shown, BatchLimit.below(piece.to() - piece.from()));
    }
    limit.restore(now, shown);
    now = limit.size();
  }
}
