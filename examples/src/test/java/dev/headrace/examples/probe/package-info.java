/** Pipelines that are there to be tested in Daft's workers. */
@NullMarked
package dev.headrace.examples.probe;

import org.jspecify.annotations.NullMarked;
