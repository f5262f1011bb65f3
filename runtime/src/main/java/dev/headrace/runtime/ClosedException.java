package dev.headrace.runtime;

/** Asked of something that is closed. */
final class ClosedException extends HeadraceException {
  private static final long serialVersionUID = 1;

  ClosedException(String name) {
    super(name + " is closed");
  }
}
