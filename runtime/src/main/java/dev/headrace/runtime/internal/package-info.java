/**
 * The machinery beneath {@code dev.headrace.runtime}: queues, threads, columns, GPU slots. It may change at any time.
 */
@NullMarked
package dev.headrace.runtime.internal;

import org.jspecify.annotations.NullMarked;
