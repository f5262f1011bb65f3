package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value that is bound once and shared by all calls: an abstract or default method without parameters.
 *
 * <p>The body of a default method gives the value that is used when none is bound. An entry's parameter of the same name
 * takes the input's place in that entry. An input that is not bound fails only the entries that need it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Input {}
