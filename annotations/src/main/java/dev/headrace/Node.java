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
}
