/** Headrace's figures for Micrometer. */
@NullMarked
package dev.headrace.micrometer;

import org.jspecify.annotations.NullMarked;
