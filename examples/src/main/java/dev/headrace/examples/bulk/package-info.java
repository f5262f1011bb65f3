/** Vectors for a whole collection, in a run that may be stopped at any time and goes on where it was. */
@NullMarked
package dev.headrace.examples.bulk;

import org.jspecify.annotations.NullMarked;
