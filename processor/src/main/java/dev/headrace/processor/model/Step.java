package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * The forms that give one value: usually one, or a single and a batch form.
 *
 * @param value the name of the value
 * @param label what messages call it
 * @param use which use of the pipeline it lies within; empty for a step that was declared here
 * @param bases for each use that it lies within, innermost first, the names of what that is given: the step runs on the axes of
 *     those, too, where it needs to
 */
public record Step(
    String value, String label, Optional<String> use, List<Node> forms, List<List<String>> bases) {
  public Step {
    forms = List.copyOf(forms);
    bases = List.copyOf(bases);
  }

  /** A step that was declared here. */
  public Step(String value, String label, List<Node> forms) {
    this(value, label, Optional.empty(), forms, List.of());
  }

  /** Whether it was declared here, rather than in a used pipeline. */
  public boolean isOwn() {
    return use.isEmpty();
  }

  /** The form over single elements. */
  public Optional<Node> single() {
    return forms.stream().filter(n -> !n.isBatch()).findFirst();
  }

  /** The form over many elements. */
  public Optional<Node> batch() {
    return forms.stream().filter(Node::isBatch).findFirst();
  }

  /** The form whose parameters say what the step needs. */
  public Node first() {
    return forms.get(0);
  }
}
