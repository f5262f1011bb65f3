/** From names to edges: what each entry needs, on which axes it lies, and what stands in the way. Judges nothing. */
@NullMarked
package dev.headrace.processor.resolve;

import org.jspecify.annotations.NullMarked;
