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

  /**
   * The name of a static method of the same class that says what an element weighs: its length in tokens, its pixels. It takes
   * what a single step would take, without the resources, and returns an {@code int} of at least 0.
   */
  String cost() default "";

  /**
   * The largest cost of a batch: the sum of its elements', or with {@link #padded} its size times its largest element's. An
   * element that costs more makes a batch of its own. 0, the default: any cost.
   */
  long maxBatchCost() default 0;

  /**
   * Whether each element is padded to the largest of its batch. Batches are then made of elements of like cost among those that
   * wait, each with the oldest in it; results keep their order.
   */
  boolean padded() default false;

  /**
   * How often a call that throws is made again. Of a batch, first the whole; then, should it be split, each element that stands
   * alone. The pause between two doubles from 10 milliseconds to one second; the instance of a resource is kept meanwhile.
   */
  int maxRetries() default 0;

  /** Which failures are worth a retry; when empty, every {@link Exception}. */
  Class<? extends Throwable>[] retryOn() default {};

  /**
   * How long a call may take, in milliseconds; 0 for any time. Then its thread is interrupted, and it has failed with a
   * {@link java.util.concurrent.TimeoutException}, whatever it returns. A retry has the same time again; waiting for an
   * instance does not count.
   */
  long timeoutMillis() default 0;
}
