package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import java.util.List;
import java.util.Optional;

/** What kept a name from being resolved; the rules turn each kind into a finding. */
public sealed interface Problem {

  /**
   * Nothing of that name can be seen from the entry.
   *
   * @param by the step that asks for it; empty when the entry itself does
   */
  record Unknown(String name, Optional<Node> by, Entry entry, Origin origin) implements Problem {}

  /** A pipeline is used for each element of a list that it goes through itself. */
  record Reopened(Node use, String list, Origin origin) implements Problem {}

  /** Steps that need each other, in order; the first stands again at the end. */
  record Cycle(List<String> names, Origin origin) implements Problem {}

  /**
   * A value of one type for a parameter of another.
   *
   * @param isMany whether it lies on an axis
   */
  record Mismatch(
      String name, JavaType type, boolean isMany, Node by, Parameter parameter, JavaType wanted)
      implements Problem {}

  /** The entry's own result has another type than the value it names. */
  record ResultMismatch(String name, JavaType type, Entry entry) implements Problem {}

  /** Elements are asked of a value that is no list. */
  record NotAList(String name, JavaType type, Origin origin) implements Problem {}

  /** A record component that is not there. */
  record NoComponent(
      String name, JavaType type, String component, List<String> present, Origin origin)
      implements Problem {}

  /** {@code @All} of a value that lies on no axis. */
  record NoAxis(String name, Origin origin) implements Problem {}

  /**
   * An entry asks for one value of a name that has many.
   *
   * @param component of the record that it returns, if that asks
   */
  record ManyValues(
      String name, List<String> path, Entry entry, Optional<Parameter> component, Origin origin)
      implements Problem {}

  /** Two values that a step takes lie on axes of which none contains the other. */
  record Incompatible(Node node, Side first, Side second, Origin origin) implements Problem {}

  /**
   * A value whose axes do not fit another's, in words of the user.
   *
   * @param path its axes
   * @param axis the first of them that is not one of the other's
   * @param place what {@code within} can name to mean the innermost, if anything
   * @param beside what {@code within} can name so that it goes along an inner loop of the other, if there is one of its lists
   * @param each what {@code @Each} can name to take its values one by one
   * @param all how a parameter takes all of them
   */
  record Side(
      String name,
      List<String> path,
      String axis,
      Optional<String> place,
      Optional<String> beside,
      String each,
      String all) {}

  /**
   * Something is to go along an axis by a name that stands for none.
   *
   * @param key the annotation's element that names it
   * @param type the type of the value of that name; empty when nothing has it
   * @param taken where the name is only that of a parameter of the step: what that takes
   */
  record NoAxisCalled(
      String key, String name, Optional<JavaType> type, Optional<Source> taken, Origin origin)
      implements Problem {}

  /** Two lists are to go in lockstep, but the first does not lie around the second. */
  record Apart(String list, List<String> path, String other, List<String> otherPath, Origin origin)
      implements Problem {}

  /** All values are asked for over an axis that they do not lie on. */
  record NotAround(String name, List<String> path, String over, Origin origin) implements Problem {}
}
