package dev.headrace.runtime;

/**
 * How much of a stream is in memory: the chunks that run, and one more whose results are being taken.
 *
 * @param chunkRows how many rows make a chunk; at least 1
 * @param chunksInFlight how many chunks run at a time; at least 1
 */
public record StreamBounds(int chunkRows, int chunksInFlight) {
  /** Eight chunks of 256 rows: at three models in a row, eight keep each of them busy where four leave gaps. */
  public static final StreamBounds DEFAULT = new StreamBounds(256, 8);

  public StreamBounds {
    if (chunkRows < 1 || chunksInFlight < 1) {
      throw new IllegalArgumentException(
          "a stream of " + chunksInFlight + " chunks of " + chunkRows + " rows");
    }
  }
}
