package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A step's parameter that takes one element of the named list. Every {@code @Each} and {@link Elements} over the same list
 * is the same axis.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Each {
  /** The name of the list, array or whatever else has elements. */
  String value();
}
