/** The generated Python: one class per generated thing. */
@NullMarked
package dev.headrace.processor.emit.daft;

import org.jspecify.annotations.NullMarked;
