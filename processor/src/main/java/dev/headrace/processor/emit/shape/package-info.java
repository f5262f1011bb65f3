/** What the emitters of both languages agree on: how data crosses, and what it is called. */
@NullMarked
package dev.headrace.processor.emit.shape;

import org.jspecify.annotations.NullMarked;
