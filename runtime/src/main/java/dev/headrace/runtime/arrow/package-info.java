/**
 * Arrow columns in plain Java: {@link dev.headrace.runtime.arrow.Column} reads arrays of the Arrow C data interface
 * where they lie, {@link dev.headrace.runtime.arrow.Codec} turns them into Java values and back, and {@link
 * dev.headrace.runtime.arrow.ArrowResult} holds what was written until the receiver has made room for it. Nothing here
 * needs a library, and no memory ever changes hands.
 */
@NullMarked
package dev.headrace.runtime.arrow;

import org.jspecify.annotations.NullMarked;
