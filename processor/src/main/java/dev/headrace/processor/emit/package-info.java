/** From the plan to generated files; emitters read the plan and nothing else. */
@NullMarked
package dev.headrace.processor.emit;

import org.jspecify.annotations.NullMarked;
