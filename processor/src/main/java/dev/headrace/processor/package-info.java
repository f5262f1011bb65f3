/** The annotation processor: elements → graph → checks → plan → files. */
@NullMarked
package dev.headrace.processor;

import org.jspecify.annotations.NullMarked;
