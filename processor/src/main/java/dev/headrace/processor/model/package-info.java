/** The graph of a pipeline as plain immutable data: what the compiler's elements said, and nothing of the compiler. */
@NullMarked
package dev.headrace.processor.model;

import org.jspecify.annotations.NullMarked;
