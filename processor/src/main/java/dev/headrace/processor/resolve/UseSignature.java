package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Elements;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.model.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a method can stand for the entry of the pipeline that it uses. */
public final class UseSignature {
  private final TypeSystem types;
  private final Node node;
  private final Graph used;
  private final Entry entry;
  private final Naming naming;
  private final List<Fault> faults = new ArrayList<>();

  private UseSignature(TypeSystem types, Use use, Entry entry, Naming naming) {
    this.types = types;
    this.naming = naming;
    this.node = use.node();
    this.used = use.graph().orElseThrow();
    this.entry = entry;
  }

  /** What keeps them apart. */
  public record Fault(String what, String fix, Origin origin) {}

  /** How a parameter can take a value under the name of one of the entry's. */
  public interface Naming {
    /** What to write in its place. */
    String as(Parameter given, Parameter wanted);
  }

  /** All of it; nothing where there is no such entry. */
  public static List<Fault> faults(TypeSystem types, Use use, Naming naming) {
    return use.entry().map(e -> new UseSignature(types, use, e, naming).check()).orElse(List.of());
  }

  /** Whether there is such an entry, and nothing keeps them apart. */
  static boolean fits(TypeSystem types, Use use) {
    return use.entry().isPresent() && faults(types, use, (given, wanted) -> "").isEmpty();
  }

  private List<Fault> check() {
    Map<String, JavaType> given = new LinkedHashMap<>();
    for (Parameter p : node.parameters()) {
      given.put(p.name(), p.type());
      p.elements()
          .ifPresent(e -> types
              .element(p.type())
              .ifPresentOrElse(
                  t -> given.put(e.name(), t),
                  () -> fault(
                      "Parameter " + p.name() + " of " + node.reference()
                          + " has no elements: it is " + p.type().simple() + ".",
                      "remove @Elements.",
                      p.sourceOrigin())));
    }
    List<Parameter> missing = new ArrayList<>(
        entry.parameters().stream().filter(p -> !given.containsKey(p.name())).toList());
    node.parameters().forEach(p -> parameter(p, given, missing));
    for (Parameter p : missing) {
      fault(
          entry() + " takes " + p.name() + ", which " + node.reference() + " does not give.",
          "add a parameter: " + p.type().simple() + " " + p.name()
              + "; @From(\"…\") on it says which value it takes.",
          node.origin());
    }
    if (!types.assignable(types.boxed(entry.result()), types.boxed(node.result()))) {
      fault(
          node.reference() + " gives " + node.result().simple() + ", but " + entry() + " returns "
              + entry.result().simple() + ".",
          "return " + entry.result().simple() + ".",
          node.origin());
    }
    return faults;
  }

  private void parameter(Parameter p, Map<String, JavaType> given, List<Parameter> missing) {
    List<String> names = new ArrayList<>(List.of(p.name()));
    p.elements().map(Elements::name).ifPresent(names::add);
    boolean isTaken = false;
    for (String name : names) {
      JavaType type = given.get(name);
      JavaType wanted = wanted(name);
      isTaken |= wanted != null;
      if (wanted != null && type != null && !fits(type, wanted)) {
        fault(
            "Parameter " + name + " of " + node.reference() + " is " + type.simple() + ", but "
                + entry() + " takes " + wanted.simple() + ".",
            "change it to " + wanted.simple() + ".",
            p.origin());
      }
    }
    if (!isTaken) {
      Optional<Parameter> meant =
          missing.stream().filter(m -> fits(p.type(), m.type())).findFirst();
      meant.ifPresent(missing::remove);
      fault(
          entry() + " takes no " + String.join(" or ", names) + ".",
          meant
              .map(m -> "call it " + m.name() + ": " + naming.as(p, m) + ".")
              .orElseGet(this::whatItTakes),
          p.origin());
    }
  }

  private String whatItTakes() {
    String inputs = used.inputs().stream().map(Input::name).collect(Collectors.joining(", "));
    return "give it what it takes: "
        + entry.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "))
        + (inputs.isEmpty() ? "." : ", and the inputs " + inputs + ".");
  }

  private @org.jspecify.annotations.Nullable JavaType wanted(String name) {
    return entry.parameters().stream()
        .filter(p -> p.name().equals(name))
        .map(Parameter::type)
        .findFirst()
        .or(() -> used.input(name).map(Input::type))
        .orElse(null);
  }

  private boolean fits(JavaType type, JavaType wanted) {
    return types.assignable(type, wanted) || types.assignable(types.boxed(type), wanted);
  }

  private String entry() {
    return used.type().simple() + "." + entry.name();
  }

  private void fault(String what, String fix, Origin origin) {
    faults.add(new Fault(what, fix, origin));
  }
}
