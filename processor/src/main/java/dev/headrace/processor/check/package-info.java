/** The rules: one class each, named after the fault, pure functions of the resolved graph. */
@NullMarked
package dev.headrace.processor.check;

import org.jspecify.annotations.NullMarked;
