package dev.headrace.processor.resolve;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A value of one entry. Values name each other by id, so that each is small and comparable. */
public sealed interface Value {

  /** Unique in the entry, a Java identifier: the value's name, or one made up for a value without a name. */
  String id();

  /** The type of one element of it. */
  JavaType type();

  /** The axes it lies on, outermost first; empty for one per call. */
  List<String> path();

  /** Whether it depends on inputs and resources only. */
  boolean bound();

  /** The values it is made of. */
  List<String> needs();

  /** What an entry is called with. */
  record Argument(String id, JavaType type, Parameter parameter) implements Value {
    @Override
    public List<String> path() {
      return List.of();
    }

    @Override
    public boolean bound() {
      return false;
    }

    @Override
    public List<String> needs() {
      return List.of();
    }
  }

  /** An input. */
  record BoundInput(String id, JavaType type, boolean nullable) implements Value {
    @Override
    public List<String> path() {
      return List.of();
    }

    @Override
    public boolean bound() {
      return true;
    }

    @Override
    public List<String> needs() {
      return List.of();
    }
  }

  /**
   * One element of a list, along the axis that it opens, or that another list does.
   *
   * @param lockstep whether the sizes of the two may differ, which is a failure
   */
  record Element(
      String id, JavaType type, String list, List<String> path, boolean bound, boolean lockstep)
      implements Value {
    @Override
    public List<String> needs() {
      return List.of(list);
    }

    /** The axis that it goes along. */
    public String axis() {
      return path.get(path.size() - 1);
    }
  }

  /** A component of a record. */
  record Component(
      String id, JavaType type, String of, String component, List<String> path, boolean bound)
      implements Value {
    @Override
    public List<String> needs() {
      return List.of(of);
    }
  }

  /**
   * All values along an axis as a list, or along several, flattened.
   *
   * @param axes the axes, outermost first
   * @param optional whether it is an {@code Optional}: all of the axes are
   */
  record Collected(
      String id,
      JavaType type,
      String of,
      List<String> axes,
      List<String> path,
      boolean optional,
      boolean bound)
      implements Value {
    public Collected {
      axes = List.copyOf(axes);
      path = List.copyOf(path);
    }

    /** Whether it is just what the values are along their innermost axis, with nothing flattened or unwrapped. */
    public boolean isNested() {
      return axes.size() == 1 && !optional;
    }

    @Override
    public List<String> needs() {
      return List.of(of);
    }
  }

  /** What a step gives. */
  record Computed(
      String id, JavaType type, Step step, List<Form> forms, List<String> path, boolean bound)
      implements Value {
    @Override
    public List<String> needs() {
      Set<String> needs = new LinkedHashSet<>();
      for (Form form : forms) {
        for (Operand operand : form.operands()) {
          operand.value().ifPresent(needs::add);
        }
      }
      return List.copyOf(needs);
    }

    /** The form over single elements. */
    public Optional<Form> single() {
      return form(false);
    }

    /** The form over many elements. */
    public Optional<Form> batch() {
      return form(true);
    }

    private Optional<Form> form(boolean batch) {
      for (Form form : forms) {
        if (form.node().isBatch() == batch) {
          return Optional.of(form);
        }
      }
      return Optional.empty();
    }

    /** Whether a call that fails is made again, or ends after a time. */
    public boolean isGuarded() {
      return forms.stream().anyMatch(f -> !f.node().attempts().isPlain());
    }

    /** The resources that any of its forms is given. */
    public List<Resource> resources() {
      Set<Resource> resources = new LinkedHashSet<>();
      forms.forEach(f -> f.addResources(resources));
      return List.copyOf(resources);
    }
  }

  /** One form of a step with what its parameters are given. */
  record Form(Node node, Optional<Resource> receiver, List<Operand> operands) {

    /** Every resource it is given, that of an instance method first. */
    public List<Resource> resources() {
      Set<Resource> resources = new LinkedHashSet<>();
      addResources(resources);
      return List.copyOf(resources);
    }

    private void addResources(Set<Resource> resources) {
      receiver.ifPresent(resources::add);
      for (Operand operand : operands) {
        operand.resource().ifPresent(resources::add);
      }
    }
  }

  /**
   * What a parameter is given: a value or a resource.
   *
   * @param type what the parameter takes for one element
   * @param given the type of the value, which Java assigns to it
   */
  record Operand(
      Parameter parameter,
      JavaType type,
      JavaType given,
      Optional<String> value,
      Optional<Resource> resource) {

    /** Whether a null keeps the step from being called. */
    public boolean needsValue() {
      return value.isPresent() && (type.isPrimitive() || !nullable() && !type.isOptional());
    }

    /** Whether the method takes null here. */
    public boolean nullable() {
      return parameter.nullable() || parameter.elementNullable();
    }
  }
}
