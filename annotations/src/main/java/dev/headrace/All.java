package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All values of the named one, in order. On a step's parameter: those along its innermost axis, as one {@code List}. On an
 * entry, or on a component of {@link Outputs}: along every axis, one {@code List} each.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface All {
  /** The name of the value to collect. */
  String value();
}
