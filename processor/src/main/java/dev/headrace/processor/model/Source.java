package dev.headrace.processor.model;

import java.util.List;
import java.util.function.UnaryOperator;

/** Where a parameter takes its value, by name. */
public sealed interface Source {

  /** The name of the value it begins with. */
  String name();

  /** The same of another name. */
  Source renamed(UnaryOperator<String> names);

  /** As it reads in the sources. */
  String text();

  /** The value of that name, or a component of the record it is. */
  record Named(String name, List<String> components) implements Source {
    public Named {
      components = List.copyOf(components);
    }

    @Override
    public Source renamed(UnaryOperator<String> names) {
      return new Named(names.apply(name), components);
    }

    @Override
    public String text() {
      return components.isEmpty() ? name : name + "." + String.join(".", components);
    }

    /** A value as it is. */
    public static Named of(String name) {
      return new Named(name, List.of());
    }
  }

  /** One element of the list of that name. */
  record Each(String name) implements Source {
    @Override
    public Source renamed(UnaryOperator<String> names) {
      return new Each(names.apply(name));
    }

    @Override
    public String text() {
      return "@Each(\"" + name + "\")";
    }
  }

  /** All values of that name. */
  record All(String name) implements Source {
    @Override
    public Source renamed(UnaryOperator<String> names) {
      return new All(names.apply(name));
    }

    @Override
    public String text() {
      return "@All(\"" + name + "\")";
    }
  }
}
