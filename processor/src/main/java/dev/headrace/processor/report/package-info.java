/** Findings and how they reach the user: the only place that prints. */
@NullMarked
package dev.headrace.processor.report;

import org.jspecify.annotations.NullMarked;
