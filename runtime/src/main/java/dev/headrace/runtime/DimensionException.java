package dev.headrace.runtime;

/** An array or list of numbers has another size than {@code @Dim} says; the cause of a {@link NodeException}. */
public final class DimensionException extends HeadraceException {
  private static final long serialVersionUID = 1;

  private final int expected;
  private final int actual;

  /**
   * A size that is not the promised one.
   *
   * @param expected what {@code @Dim} says
   * @param actual how many there are
   */
  public DimensionException(int expected, int actual) {
    super(text(expected, actual));
    this.expected = expected;
    this.actual = actual;
  }

  DimensionException(String component, int expected, int actual) {
    super(component + ": " + text(expected, actual));
    this.expected = expected;
    this.actual = actual;
  }

  private static String text(int expected, int actual) {
    return "expected " + expected + " numbers (@Dim), got " + actual;
  }

  /** What {@code @Dim} says. */
  public int expected() {
    return expected;
  }

  /** How many there are. */
  public int actual() {
    return actual;
  }
}
