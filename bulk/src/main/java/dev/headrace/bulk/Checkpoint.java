package dev.headrace.bulk;

/**
 * How far a bulk run is: all that a later run must know.
 *
 * @param identity what is run
 * @param position where in the input the next row begins
 * @param rows how many rows are done, failed ones included
 * @param failed how many of them failed
 * @param output what the sink has committed
 * @param failures what the file of failed rows has committed
 * @param complete whether the input has ended
 */
record Checkpoint(
    Identity identity,
    long position,
    long rows,
    long failed,
    String output,
    String failures,
    boolean complete) {

  Checkpoint withOutput(String committed) {
    return new Checkpoint(identity, position, rows, failed, committed, failures, complete);
  }

  static Checkpoint none(Identity identity) {
    return new Checkpoint(identity, 0, 0, 0, Sink.NOTHING, Sink.NOTHING, false);
  }
}
