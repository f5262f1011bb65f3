/**
 * The Java half of the bridge to Daft: what generated Python modules call, in the JVM inside their own worker process.
 * A generated {@link dev.headrace.runtime.daft.DaftProgram} holds a pipeline's stages over Arrow columns; {@link
 * dev.headrace.runtime.daft.Host} keeps what outlives a call.
 */
@NullMarked
package dev.headrace.runtime.daft;

import org.jspecify.annotations.NullMarked;
