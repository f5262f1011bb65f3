/** From the compiler's elements to the graph: the only place that knows {@code javax.lang.model}, beside the reporter. */
@NullMarked
package dev.headrace.processor.read;

import org.jspecify.annotations.NullMarked;
