/** From the resolved graph to the plan that every emitter reads: one pass per class, named by a verb. */
@NullMarked
package dev.headrace.processor.plan;

import org.jspecify.annotations.NullMarked;
