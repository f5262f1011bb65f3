package dev.headrace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter names of the steps, resources and entries of a class, and what may be null: written by the processor into a class
 * beside it. Names are the edges of a graph, and class files keep them only with {@code -parameters}; what is said of types in
 * class files, as by a {@code @Nullable} of JSpecify's, not every compiler reads. Not for use by hand.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Signatures {
  /**
   * {@code Nested.method(erased.Type,erased.Type)=name,name}, one for each method and constructor. Before the {@code =} and behind
   * each name, {@code ?} stands for what may be null, {@code .?} for a list whose elements may be, and so on.
   */
  String[] value();
}
