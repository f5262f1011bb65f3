/**
 * Runs a pipeline's entry over large files, durably: JSON lines and Parquet in and out, a checkpoint every few seconds,
 * resumed after a crash with every row exactly once in the output.
 *
 * @see dev.headrace.bulk.Bulk
 */
@NullMarked
package dev.headrace.bulk;

import org.jspecify.annotations.NullMarked;
