package dev.headrace.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/**
 * Where the results of a bulk run go. What is written counts only once it is committed, and everything after the last
 * commit that a checkpoint knows of is cut off when a run resumes.
 *
 * @param <T> the type of the rows
 */
public interface Sink<T> {
  /** The state of a sink that has committed nothing. */
  String NOTHING = "";

  /** What tells this output from another, such as its path. A run is only resumed if it is equal. */
  String fingerprint();

  /**
   * Looks whether a new run may write here, and changes nothing.
   *
   * @throws IOException if there is something already
   */
  void claim() throws IOException;

  /**
   * Begins the output of a new run, whose checkpoint is there: of several that do so at once only one succeeds. A run that
   * was killed before goes on with {@link #open}.
   *
   * @throws FileAlreadyExistsException if another run has begun it since {@link #claim}; the checkpoint is removed then
   * @throws IOException if it cannot be written
   */
  default void begin() throws IOException {}

  /**
   * Starts to write after what was committed, and removes whatever else a killed run has left.
   *
   * @param committed what {@link Writer#commit} returned last, or {@link #NOTHING}
   * @return the writer
   * @throws IOException if it cannot be written, or if what was committed is not there any more
   */
  Writer<T> open(String committed) throws IOException;

  /**
   * Gives a finished output its name. Called after the last commit, and again if the run is started again then.
   *
   * @param committed what the last {@link Writer#commit} returned
   * @throws IOException if that goes wrong
   */
  void publish(String committed) throws IOException;

  /**
   * Writes rows, one after the other. Used by one thread. Closing it commits nothing.
   *
   * @param <T> the type of the rows
   */
  interface Writer<T> extends Closeable {
    /**
     * Writes a row behind the last one.
     *
     * @param row the row
     * @throws IllegalArgumentException if it cannot be written; nothing of it is then. It goes to the failed rows, and the run
     *     goes on
     * @throws IOException if writing goes wrong, which ends the run
     */
    void write(T row) throws IOException;

    /**
     * Makes durable what has been written so far: it survives a loss of power.
     *
     * @return a short text from which {@link Sink#open} knows what was committed
     * @throws IOException if that goes wrong
     */
    String commit() throws IOException;
  }
}
