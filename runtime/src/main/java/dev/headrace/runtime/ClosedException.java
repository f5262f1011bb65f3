package dev.headrace.runtime;

/** Something that is closed was asked for more: an executor, a resource. */
public final class ClosedException extends HeadraceException {
  private static final long serialVersionUID = 1;

  ClosedException(String name) {
    super(name + " is closed");
  }
}
