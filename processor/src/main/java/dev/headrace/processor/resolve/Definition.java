package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Alias;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Step;
import java.util.Optional;

/** What a name stands for in an entry. */
public sealed interface Definition {

  /** Where it was written. */
  Origin origin();

  /** How a message calls it. */
  String what();

  /** A parameter of the entry. */
  record OfParameter(Parameter parameter) implements Definition {
    @Override
    public Origin origin() {
      return parameter.origin();
    }

    @Override
    public String what() {
      return "parameter " + parameter.name();
    }
  }

  /** An input. */
  record OfInput(Input input) implements Definition {
    @Override
    public Origin origin() {
      return input.origin();
    }

    @Override
    public String what() {
      return "input " + input.name() + "()";
    }
  }

  /** The result of a step. */
  record OfStep(Step step) implements Definition {
    @Override
    public Origin origin() {
      return step.first().origin();
    }

    @Override
    public String what() {
      return step.first().signature() + " in " + step.first().owner().qualified();
    }
  }

  /** A name of a used pipeline, or what it gives. */
  record OfAlias(Alias alias) implements Definition {
    @Override
    public Origin origin() {
      return alias.origin();
    }

    @Override
    public String what() {
      return "the pipeline that " + alias.use().reference() + " uses";
    }
  }

  /**
   * The elements of the list of another name.
   *
   * @param with what the list goes in lockstep with
   */
  record OfElements(String list, Optional<String> with, Origin withOrigin, Origin origin)
      implements Definition {
    @Override
    public String what() {
      return "the elements of " + list;
    }
  }
}
