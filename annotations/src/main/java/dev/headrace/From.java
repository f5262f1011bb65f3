package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the value of another name: {@code @From("query")}, or a component of the record that it is:
 * {@code @From("query.text")}. On a step's parameter, or on an entry or a component of {@link Outputs} to say which
 * value it returns.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface From {
  /** A name, or a path of record components that begins with one. */
  String value();
}
