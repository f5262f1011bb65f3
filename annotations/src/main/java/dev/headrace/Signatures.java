package dev.headrace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter names of the steps, resources and entries of a class: written by the processor into a class beside it, because
 * class files keep the names only with {@code -parameters}, and names are the edges of a graph. Not for use by hand.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Signatures {
  /** {@code Nested.method(erased.Type,erased.Type)=name,name}, one for each method and constructor. */
  String[] value();
}
