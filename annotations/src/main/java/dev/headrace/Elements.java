package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens an axis over a list: on an entry's parameter, an {@link Input} or a step whose value is a {@code List}, an array or an
 * {@code Optional}. Each element is the value named here, and the steps that take it run once per element, in full batches.
 *
 * <p>An {@code Optional} is a list of one element or none: the steps behind it run for the elements that are there.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Elements {
  /** The name of the element. */
  String value();

  /**
   * A list that this one goes in lockstep with, on whose axis the elements lie then: first with first, second with second. A
   * row on which their sizes differ fails. A value of another axis may be named too; the list then has an element for each
   * value of it.
   */
  String with() default "";
}
