/** Generated files, to the letter. */
@NullMarked
package dev.headrace.processor.golden;

import org.jspecify.annotations.NullMarked;
