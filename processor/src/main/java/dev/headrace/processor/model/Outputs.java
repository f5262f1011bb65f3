package dev.headrace.processor.model;

/**
 * A record of several results of one call.
 *
 * @param step makes the record of what its components ask for
 * @param isRecord false when a class is annotated that is no record
 */
public record Outputs(Step step, boolean isRecord) {

  /** The same with another name for the value. */
  public Outputs renamed(String value) {
    return new Outputs(new Step(value, step.label(), step.forms()), isRecord);
  }
}
