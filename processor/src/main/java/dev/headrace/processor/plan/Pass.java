package dev.headrace.processor.plan;

/** A step on the way from the resolved graph to the finished plan. */
interface Pass {
  /** The plan with this pass's part filled in. */
  Plan apply(Plan plan);
}
