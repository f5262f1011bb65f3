package dev.headrace.runtime;

/** A call was refused, or given up for a newer one, as too many were under way: see {@link WhenFull}. */
public final class OverloadedException extends HeadraceException {
  private static final long serialVersionUID = 1;

  OverloadedException(String pipeline, int most, String what) {
    super(pipeline + " has " + most + " calls under way, which is the most there may be: " + what);
  }
}
