package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** Every name that it mentions. */
  default List<String> names() {
    return List.of(name());
  }

  /**
   * One element of the list of that name.
   *
   * @param with what it goes in lockstep with
   * @param within what its loop is nested in
   * @param placeOrigin where that is said
   */
  record Each(String name, Optional<String> with, Optional<String> within, Origin placeOrigin)
      implements Source {
    /** Whether it says along which axis, or within which. */
    public boolean isPlaced() {
      return with.isPresent() || within.isPresent();
    }

    @Override
    public Source renamed(UnaryOperator<String> names) {
      return new Each(names.apply(name), with.map(names), within.map(names), placeOrigin);
    }

    @Override
    public String text() {
      return with.map(w -> annotated("Each", name, "with", w))
          .or(() -> within.map(w -> annotated("Each", name, "within", w)))
          .orElse("@Each(\"" + name + "\")");
    }

    @Override
    public List<String> names() {
      return Stream.of(Optional.of(name), with, within)
          .flatMap(Optional::stream)
          .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Each o && text().equals(o.text()); // wherever it is said
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }

  /**
   * All values of that name.
   *
   * @param over the axis from which they are flattened
   * @param overOrigin where that is said
   */
  record All(String name, Optional<String> over, Origin overOrigin) implements Source {
    @Override
    public Source renamed(UnaryOperator<String> names) {
      return new All(names.apply(name), over.map(names), overOrigin);
    }

    @Override
    public String text() {
      return over.map(o -> annotated("All", name, "over", o)).orElse("@All(\"" + name + "\")");
    }

    @Override
    public List<String> names() {
      return Stream.of(Optional.of(name), over).flatMap(Optional::stream).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof All o && text().equals(o.text()); // wherever it is said
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }

  private static String annotated(String annotation, String name, String key, String value) {
    return "@" + annotation + "(value = \"" + name + "\", " + key + " = \"" + value + "\")";
  }
}
