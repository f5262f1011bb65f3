package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One step of a pipeline: a static method, or an instance method of a {@link StatefulResource}. Its result is a value
 * named like the method; each parameter takes the value of its own name.
 *
 * <p>The step runs once per element of the innermost axis that any of its parameters lies on; the others are repeated.
 * Where a parameter's value is null and the parameter is not {@code @Nullable}, the result is null and the method is not
 * called.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Node {
  /** The name of the value it gives; the method's own name when empty. */
  String value() default "";

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
