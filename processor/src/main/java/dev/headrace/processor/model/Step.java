package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * The forms that give one value: usually one, or a single and a batch form.
 *
 * @param value the name of the value
 * @param label what messages call it
 */
public record Step(String value, String label, List<Node> forms) {
  public Step {
    forms = List.copyOf(forms);
  }

  /** Whether it was declared here, rather than in a used pipeline. */
  public boolean isOwn() {
    return label.equals(value);
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
