package dev.headrace.processor.plan;

/** How a stage calls a step. */
public enum Mode {
  /** By its single form, within a loop over the elements. */
  ONE_BY_ONE,

  /** In batches that the stage makes and calls itself. */
  IN_BATCHES,

  /** In batches that wait for a resource, with those of other calls; meanwhile the stage goes on. */
  ON_RESOURCE
}
