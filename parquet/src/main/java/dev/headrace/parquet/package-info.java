/**
 * Parquet files in and out of bulk runs.
 *
 * @see dev.headrace.parquet.Parquet
 */
@NullMarked
package dev.headrace.parquet;

import org.jspecify.annotations.NullMarked;
