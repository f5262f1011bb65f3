package dev.headrace.runtime.arrow;

import org.jspecify.annotations.Nullable;

/** A column doesn't hold what its Java type needs, or a Java value has no place in its column. */
public final class ArrowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String path;

  /**
   * Creates an exception.
   *
   * @param problem what is wrong with a value
   */
  public ArrowException(String problem) {
    this(problem, "", null);
  }

  ArrowException(String problem, Throwable cause) {
    this(problem, "", cause);
  }

  private ArrowException(String problem, String path, @Nullable Throwable cause) {
    super(path.isEmpty() ? problem : "field '" + path + "': " + problem, cause);
    this.problem = problem;
    this.path = path;
  }

  /**
   * What is wrong with the value, without the way to it.
   *
   * @return a phrase
   */
  public String problem() {
    return problem;
  }

  /**
   * The way from the column's value to the one that is wrong.
   *
   * @return {@code points[1].x}; empty when it is the column's own
   */
  public String path() {
    return path;
  }

  /** The same failure, of a value within another: {@code step} is a field's name or an index in brackets. */
  ArrowException within(String step) {
    boolean direct = path.isEmpty() || path.startsWith("[");
    return new ArrowException(problem, step + (direct ? "" : ".") + path, this);
  }
}
