package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Java type as written in the sources, with its type arguments; equal types are equal values. */
public sealed interface JavaType {

  /** As it reads in the sources: simple names, type arguments spelled out. */
  String simple();

  /** With the package of every class. */
  String qualified();

  /** {@code int}, {@code boolean}, {@code void} and the like. */
  record Primitive(String keyword) implements JavaType {
    @Override
    public String simple() {
      return keyword;
    }

    @Override
    public String qualified() {
      return keyword;
    }
  }

  /** A class, interface, record or enum; {@code names} are those of the enclosing classes and its own. */
  record Declared(String packageName, List<String> names, List<JavaType> arguments)
      implements JavaType {
    public Declared {
      names = List.copyOf(names);
      arguments = List.copyOf(arguments);
    }

    /** A class without type arguments. */
    public static Declared of(String packageName, String name) {
      return new Declared(packageName, List.of(name), List.of());
    }

    /** {@code java.util.List} of the given element. */
    public static Declared listOf(JavaType element) {
      return new Declared("java.util", List.of("List"), List.of(element));
    }

    /** The last of its names. */
    public String name() {
      return names.get(names.size() - 1);
    }

    /** The name that {@code Elements.getTypeElement} knows it by. */
    public String canonicalName() {
      return (packageName.isEmpty() ? "" : packageName + ".") + String.join(".", names);
    }

    /** Whether it is the class of this canonical name, with any type arguments. */
    public boolean is(String canonicalName) {
      return canonicalName().equals(canonicalName);
    }

    @Override
    public String simple() {
      return name() + typeArguments(arguments.stream().map(JavaType::simple).toList());
    }

    @Override
    public String qualified() {
      return canonicalName()
          + typeArguments(arguments.stream().map(JavaType::qualified).toList());
    }

    private static String typeArguments(List<String> texts) {
      return texts.isEmpty() ? "" : texts.stream().collect(Collectors.joining(", ", "<", ">"));
    }
  }

  /** An array. */
  record ArrayOf(JavaType component) implements JavaType {
    @Override
    public String simple() {
      return component.simple() + "[]";
    }

    @Override
    public String qualified() {
      return component.qualified() + "[]";
    }
  }

  /** {@code ?}, {@code ? extends T} or {@code ? super T}. */
  record Wildcard(Optional<JavaType> upper, Optional<JavaType> lower) implements JavaType {
    @Override
    public String simple() {
      return "?" + upper.map(t -> " extends " + t.simple()).orElse("")
          + lower.map(t -> " super " + t.simple()).orElse("");
    }

    @Override
    public String qualified() {
      return "?"
          + upper.map(t -> " extends " + t.qualified()).orElse("")
          + lower.map(t -> " super " + t.qualified()).orElse("");
    }
  }

  /** What no value can have: a type variable, or a type that the compiler could not resolve. */
  record Unsupported(String text, boolean unresolved) implements JavaType {
    @Override
    public String simple() {
      return text;
    }

    @Override
    public String qualified() {
      return text;
    }
  }

  /** Whether this is a primitive type other than {@code void}. */
  default boolean isPrimitive() {
    return this instanceof Primitive p && !p.keyword().equals("void");
  }

  /** Whether this is an {@code Optional}: a null one counts as empty. */
  default boolean isOptional() {
    return this instanceof Declared d && d.is("java.util.Optional");
  }

  /** Whether this is {@code void}. */
  default boolean isVoid() {
    return this instanceof Primitive p && p.keyword().equals("void");
  }

  /** Whether it or a part of it is a type variable. */
  default boolean isOpen() {
    if (this instanceof ArrayOf a) {
      return a.component().isOpen();
    }
    if (this instanceof Wildcard w) {
      return w.upper().filter(JavaType::isOpen).isPresent()
          || w.lower().filter(JavaType::isOpen).isPresent();
    }
    return this instanceof Unsupported u && !u.unresolved()
        || this instanceof Declared d && d.arguments().stream().anyMatch(JavaType::isOpen);
  }

  /** Whether the compiler could not resolve it or a part of it. */
  default boolean isUnresolved() {
    if (this instanceof Unsupported u) {
      return u.unresolved();
    }
    if (this instanceof ArrayOf a) {
      return a.component().isUnresolved();
    }
    if (this instanceof Wildcard w) {
      return w.upper().filter(JavaType::isUnresolved).isPresent()
          || w.lower().filter(JavaType::isUnresolved).isPresent();
    }
    return this instanceof Declared d && d.arguments().stream().anyMatch(JavaType::isUnresolved);
  }
}
