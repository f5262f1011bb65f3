/** Compilers and sources for tests. */
@NullMarked
package dev.headrace.processor.testing;

import org.jspecify.annotations.NullMarked;
