package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A step over many elements at once: a static method, or an instance method of a {@link StatefulResource}.
 *
 * <p>Every parameter other than resources and {@link Shared} ones is a {@code List} of what a single step would take;
 * the result is a {@code List} of the same size, element by element. Batches are cut across calls, rows and parents.
 * A {@link Node} and a {@code BatchNode} of one value in one class are two forms of the same step.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface BatchNode {
  /** The name of the value that each element of the result is; the method's own name when empty. */
  String value() default "";

  /** How many elements a call may get at most; at least 1. */
  int maxBatchSize() default 64;

  /**
   * How long the oldest waiting element may wait for company, in microseconds. 0, the default: a free instance takes
   * what is there at once.
   */
  long maxDelayMicros() default 0;

  /**
   * Whether a batch that throws is cut in two until the elements at fault stand alone, so that only they fail. Set it to
   * false for a step that must not be called again with the same elements.
   */
  boolean splitOnFailure() default true;
}
