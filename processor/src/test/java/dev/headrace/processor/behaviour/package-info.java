/** Pipelines that are compiled, loaded and run: the executor against the row-by-row reference. */
@NullMarked
package dev.headrace.processor.behaviour;

import org.jspecify.annotations.NullMarked;
