package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Step;
import java.util.ArrayList;
import java.util.List;

/** A type in a declaration of the pipeline, and what it is the type of. */
record Place(String what, JavaType type, Role role, Origin origin) {

  /** Whose type it is. */
  enum Role {
    ENTRY_PARAMETER,
    ENTRY_RESULT,
    INPUT,
    STEP_PARAMETER,
    STEP_RESULT
  }

  /** Every one of them, in the order of declaration. */
  static List<Place> of(Graph graph) {
    List<Place> places = new ArrayList<>();
    for (Entry e : graph.entries()) {
      for (Parameter p : e.parameters()) {
        places.add(new Place(
            "Parameter " + p.name() + " of entry " + e.name(),
            p.type(),
            Role.ENTRY_PARAMETER,
            p.origin()));
      }
      places.add(
          new Place("The result of entry " + e.name(), e.result(), Role.ENTRY_RESULT, e.origin()));
    }
    for (Input i : graph.inputs()) {
      places.add(new Place("Input " + i.name(), i.type(), Role.INPUT, i.origin()));
    }
    for (Step s : graph.steps()) {
      for (Node n : s.forms()) {
        for (Parameter p : n.parameters()) {
          places.add(new Place(
              "Parameter " + p.name() + " of step " + n.reference(),
              p.type(),
              Role.STEP_PARAMETER,
              p.origin()));
        }
        for (JavaType t : n.attempts().retryOn()) {
          places.add(new Place(
              "A failure on which step " + n.reference() + " is tried again",
              t,
              Role.STEP_PARAMETER,
              n.attempts().retryOnOrigin()));
        }
        places.add(new Place(
            "The result of step " + n.reference(), n.result(), Role.STEP_RESULT, n.origin()));
      }
    }
    return places;
  }

  /** The type itself, its type arguments and components, and theirs. */
  List<JavaType> parts() {
    return type.parts();
  }

  /** The declared classes among them. */
  List<JavaType.Declared> classes() {
    return parts().stream()
        .filter(JavaType.Declared.class::isInstance)
        .map(JavaType.Declared.class::cast)
        .toList();
  }
}
