package dev.headrace.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Java type as written in the sources, with its type arguments; equal types are equal values. */
public sealed interface JavaType {
  /** What {@code @Dim} counts. */
  Set<String> NUMBERS = Set.of(
      "short",
      "int",
      "long",
      "float",
      "double",
      "java.lang.Short",
      "java.lang.Integer",
      "java.lang.Long",
      "java.lang.Float",
      "java.lang.Double");

  /** As it reads in the sources: simple names, type arguments spelled out; with the size that {@code @Dim} gives. */
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

  /**
   * A class, interface, record or enum.
   *
   * @param names those of the enclosing classes and its own
   * @param size of a {@code List} with {@code @Dim}: how many numbers each has; 0 for any
   */
  record Declared(String packageName, List<String> names, List<JavaType> arguments, int size)
      implements JavaType {
    /** Of any size. */
    public Declared(String packageName, List<String> names, List<JavaType> arguments) {
      this(packageName, names, arguments, 0);
    }

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

    /** Its name with those of the classes around it, as source in its package writes it: {@code Outer.Inner}. */
    public String nestedName() {
      return String.join(".", names);
    }

    /** The name that {@code Elements.getTypeElement} knows it by. */
    public String canonicalName() {
      return (packageName.isEmpty() ? "" : packageName + ".") + nestedName();
    }

    /** Whether it is the class of this canonical name, with any type arguments. */
    public boolean is(String canonicalName) {
      return canonicalName.endsWith(name()) && canonicalName().equals(canonicalName);
    }

    @Override
    public String simple() {
      return name()
          + typeArguments(arguments.stream().map(JavaType::simple).toList())
          + (size > 0 ? "[" + size + "]" : "");
    }

    @Override
    public String qualified() {
      return canonicalName()
          + typeArguments(arguments.stream().map(JavaType::qualified).toList());
    }

    // written out: what a record gets of its own is linked at run time, slow in a compiler that has
    // just started
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Declared d
              && size == d.size
              && names.equals(d.names)
              && packageName.equals(d.packageName)
              && arguments.equals(d.arguments);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * packageName.hashCode() + names.hashCode()) + arguments.hashCode();
    }

    private static String typeArguments(List<String> texts) {
      return texts.isEmpty() ? "" : texts.stream().collect(Collectors.joining(", ", "<", ">"));
    }
  }

  /**
   * An array.
   *
   * @param size with {@code @Dim}: how many numbers each has; 0 for any
   */
  record ArrayOf(JavaType component, int size) implements JavaType {
    /** Of any size. */
    public ArrayOf(JavaType component) {
      this(component, 0);
    }

    @Override
    public String simple() {
      return component.simple() + (size > 0 ? "[" + size + "]" : "[]");
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

  /** The type itself, its type arguments and components, and theirs. */
  default List<JavaType> parts() {
    List<JavaType> parts = new ArrayList<>();
    addParts(parts);
    return parts;
  }

  private void addParts(List<JavaType> parts) {
    parts.add(this);
    if (this instanceof ArrayOf a) {
      a.component().addParts(parts);
    } else if (this instanceof Declared d) {
      d.arguments().forEach(t -> t.addParts(parts));
    } else if (this instanceof Wildcard w) {
      w.upper().ifPresent(t -> t.addParts(parts));
      w.lower().ifPresent(t -> t.addParts(parts));
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

  /** Whether this is {@code java.util.List}, with any type arguments. */
  default boolean isList() {
    return this instanceof Declared d && d.is("java.util.List");
  }

  /** Whether it says what its elements are: a {@code List} or an {@code Optional} that is not raw. */
  default boolean isContainer() {
    return this instanceof Declared d
        && (isList() || isOptional())
        && d.arguments().size() == 1;
  }

  private boolean isNumber() {
    return NUMBERS.contains(qualified());
  }

  /** The same, where each of the innermost arrays or lists has that many numbers; empty where there are none. */
  default Optional<JavaType> sized(int size) {
    if (size < 1) {
      return Optional.empty();
    }
    if (this instanceof ArrayOf a) {
      return a.component().isNumber()
          ? Optional.of(new ArrayOf(a.component(), size))
          : a.component().sized(size).map(ArrayOf::new);
    }
    if (!(this instanceof Declared d) || !isContainer()) {
      return Optional.empty();
    }
    JavaType element = d.arguments().get(0);
    return element.isNumber() && isList()
        ? Optional.of(new Declared(d.packageName(), d.names(), d.arguments(), size))
        : element.sized(size).map(e -> new Declared(d.packageName(), d.names(), List.of(e)));
  }

  /** The same without any size. */
  default JavaType unsized() {
    if (this instanceof ArrayOf a) {
      return new ArrayOf(a.component().unsized());
    }
    return this instanceof Declared d
        ? new Declared(
            d.packageName(),
            d.names(),
            d.arguments().stream().map(JavaType::unsized).toList())
        : this;
  }

  /** How many numbers the innermost arrays or lists have; 0 for any. */
  default int dimension() {
    if (this instanceof ArrayOf a) {
      return a.size() > 0 ? a.size() : a.component().dimension();
    }
    return this instanceof Declared d && isContainer()
        ? d.size() > 0 ? d.size() : d.arguments().get(0).dimension()
        : 0;
  }

  /** How many arrays, lists or optionals lie around those that have a dimension. */
  default int depth() {
    if (this instanceof ArrayOf a) {
      return a.size() > 0 ? 0 : 1 + a.component().depth();
    }
    return this instanceof Declared d && isContainer() && d.size() == 0
        ? 1 + d.arguments().get(0).depth()
        : 0;
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
