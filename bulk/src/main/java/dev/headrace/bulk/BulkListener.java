package dev.headrace.bulk;

/**
 * Hears how far a bulk run is. Called on the thread that runs it, at the start, about twice a second, after every
 * checkpoint, and at the end. What it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface BulkListener {
  /**
   * The run has gone on.
   *
   * @param progress how far it is
   */
  void progressed(BulkProgress progress);
}
