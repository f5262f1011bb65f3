/** Random pipelines, where every program must agree with the row-by-row reference. */
@NullMarked
package dev.headrace.processor.random;

import org.jspecify.annotations.NullMarked;
