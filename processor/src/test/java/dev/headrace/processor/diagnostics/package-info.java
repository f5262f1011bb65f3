/** What the processor says about mistakes, and where. */
@NullMarked
package dev.headrace.processor.diagnostics;

import org.jspecify.annotations.NullMarked;
