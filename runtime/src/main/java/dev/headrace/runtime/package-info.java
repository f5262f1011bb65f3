/**
 * What generated executors and their users call: chunks of calls over flat columns, batches across calls, resources
 * with a bounded number of instances, bound values, failures row by row.
 *
 * <p>Nothing here uses reflection, and nothing depends on another library.
 */
@NullMarked
package dev.headrace.runtime;

import org.jspecify.annotations.NullMarked;
