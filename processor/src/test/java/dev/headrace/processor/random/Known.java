package dev.headrace.processor.random;

import java.util.List;

/**
 * What a name stands for.
 *
 * @param path the axes that it lies on
 * @param elements the axes that its elements lie on, if it has any
 * @param size the same for lists that have the same sizes
 * @param dim how many numbers its innermost lists are known to have, or 0
 */
record Known(String type, List<String> path, List<String> elements, String size, int dim) {
  Known {
    path = List.copyOf(path);
    elements = List.copyOf(elements);
  }
}
