package dev.headrace.processor.model;

import java.util.List;

/**
 * A class that a pipeline lists in {@code nodes = {…}}.
 *
 * @param isOfUse whether it has steps, or factories of resources, or is a resource
 * @param isPipeline whether it is a pipeline itself
 * @param nested the classes in it that would be of use, where it is not
 */
public record NodesClass(
    JavaType type,
    boolean isOfUse,
    boolean isPipeline,
    List<JavaType.Declared> nested,
    Origin origin) {
  public NodesClass {
    nested = List.copyOf(nested);
  }

  /** Whether nothing in it is of use, though it is there. */
  public boolean isUseless() {
    return !isOfUse && !type.isUnresolved();
  }
}
