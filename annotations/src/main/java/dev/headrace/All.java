package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All values of the named one, in order. On a step's parameter: those along its innermost axis, as one {@code List}. On an
 * entry, or on a component of {@link Outputs}: along every axis, one {@code List} each. Along the axis of an {@code Optional},
 * of which there is one value or none, they are an {@code Optional}.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface All {
  /** The name of the value to collect. */
  String value();

  /**
   * The axis from which inwards the values are flattened into one {@code List}, in order: the list that opened it, or a value
   * on it. A list that is null or empty on the way adds nothing. The innermost axis when empty.
   */
  String over() default "";
}
