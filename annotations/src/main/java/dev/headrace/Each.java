package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A step's parameter that takes one element of the named list. Every {@code @Each} and {@link Elements} over the same list
 * is the same axis, unless {@link #with} or {@link #within} puts it elsewhere; at most one of them may.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Each {
  /**
   * The name of a list, an array or an {@code Optional}. With {@link #within} also that of any value which lies on an axis:
   * then each of its values is taken.
   */
  String value();

  /**
   * A list that this one goes in lockstep with: first with first, second with second. A row on which their sizes differ fails.
   * A value of another axis may be named too; the list then has an element for each value of it.
   */
  String with() default "";

  /**
   * A list that this loop is nested in: all elements are taken once per element of the list, so that a step runs for all pairs.
   * A value of another axis may be named too: then once per value of it.
   */
  String within() default "";
}
