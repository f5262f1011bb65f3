/** The generated Java: one class per generated thing. */
@NullMarked
package dev.headrace.processor.emit.java;

import org.jspecify.annotations.NullMarked;
