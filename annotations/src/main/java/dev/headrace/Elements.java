package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens an axis over a list: on an entry's parameter, an {@link Input} or a step whose value is a {@code List} or an
 * array. Each element is the value named here, and the steps that take it run once per element, in full batches.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Elements {
  /** The name of the element. */
  String value();
}
