package dev.headrace.processor.plan;

import java.util.List;

/**
 * Rows that Daft materializes, once, before any call: those of an input.
 *
 * @param input its name
 * @param computed the bound values that are computed for each row, and kept beside it, in the order of computation
 */
public record Table(String input, List<String> computed) {
  public Table {
    computed = List.copyOf(computed);
  }
}
