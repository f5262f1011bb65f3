/** Pipelines that show how online calls and streams are batched; {@code examples/serving.py} measures them. */
@NullMarked
package dev.headrace.examples.serving;

import org.jspecify.annotations.NullMarked;
