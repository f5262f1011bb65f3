/** What the file formats share. It may change at any time. */
@NullMarked
package dev.headrace.bulk.internal;

import org.jspecify.annotations.NullMarked;
