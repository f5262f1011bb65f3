package dev.headrace.bulk;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a bulk run is.
 *
 * @param rows rows done so far, in all starts of the run, failed ones included
 * @param failed how many of them failed
 * @param rowsBefore rows that earlier starts had done
 * @param elapsed since this start
 * @param fraction the part of the input that is done, from 0 to 1; -1 if it is not known
 * @param fractionBefore the same when this start began
 */
public record BulkProgress(
    long rows,
    long failed,
    long rowsBefore,
    Duration elapsed,
    double fraction,
    double fractionBefore) {

  /** Rows per second since this start; 0 at its beginning. */
  public double rowsPerSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds > 0 ? (rows - rowsBefore) / seconds : 0;
  }

  /** How long the rest takes at the rate so far; empty if that is not known. */
  public Optional<Duration> timeLeft() {
    double done = fraction - fractionBefore;
    if (fraction == 1) {
      return Optional.of(Duration.ZERO);
    }
    return fraction < 0 || done <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) (elapsed.toNanos() / done * (1 - fraction))));
  }
}
