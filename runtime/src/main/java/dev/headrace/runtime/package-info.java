/**
 * What generated executors and their users call: chunks of calls over flat columns, batches across calls, resources
 * with a bounded number of instances, bound values, failures row by row.
 *
 * <p><b>Threads.</b> Everything that users hold is thread-safe. An instance of a resource is built, used and closed by a
 * daemon thread of its own, a platform thread; of those that any number of threads may use there is one, called on the
 * callers' threads. A synchronous call runs its plain steps on the caller's thread and parks it while batches run;
 * asynchronous calls and streams run them on daemon threads, as many as there are cores. One lock for each resource guards
 * its queue; no step runs under it.
 *
 * <p><b>Memory.</b> A call holds a column of references for each of its values until it ends, a stream a bounded number of
 * chunks. What one thread writes of a call, others see after the batch or stage has ended.
 *
 * <p>Nothing here uses reflection once it runs, and nothing depends on another library.
 */
@NullMarked
package dev.headrace.runtime;

import org.jspecify.annotations.NullMarked;
