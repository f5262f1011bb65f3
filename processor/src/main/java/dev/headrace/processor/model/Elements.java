package dev.headrace.processor.model;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What {@code @Elements} says of a list.
 *
 * @param name the name of its elements
 * @param with what the list goes in lockstep with
 */
public record Elements(String name, Optional<String> with, Origin withOrigin) {

  /** The same under other names. */
  public Elements renamed(UnaryOperator<String> names) {
    return new Elements(names.apply(name), with.map(names), withOrigin);
  }
}
