/**
 * What batching gains: pipelines whose model has a simulated cost, or is the real one, run by
 * {@code examples/bench.py} as the naive Daft program, the optimized one, and in Java.
 */
@NullMarked
package dev.headrace.examples.bench;

import org.jspecify.annotations.NullMarked;
