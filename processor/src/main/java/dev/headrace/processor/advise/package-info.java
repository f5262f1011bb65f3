/** What works and could run better, found in the finished plan; said by the compiler and in the generated programs. */
@NullMarked
package dev.headrace.processor.advise;

import org.jspecify.annotations.NullMarked;
