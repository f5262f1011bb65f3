package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A model, a client, a connection: built once per worker from its configuration and never copied into the data. Goes on
 * a class, or on a static factory method of a pipeline or of a class with steps.
 *
 * <p>The parameters of the one accessible constructor, or of the factory, are its configuration. Each is an input of
 * that name, a {@code dev.headrace.runtime.Device}, another resource, or else a data value that the executor's builder asks
 * for. A factory's name is the name of its slot, so that one type can have several configurations. An
 * {@link AutoCloseable} instance is closed with the last executor that uses it.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface StatefulResource {
  /** GPUs that each instance occupies: 0, a fraction below 1 (instances then share a device), or a whole number. */
  double gpus() default 0;

  /**
   * How many instances may exist: in one JVM or Daft worker process; with {@link #gpus()} above 0 on Ray, how many
   * actors the cluster runs, with one instance each.
   */
  int maxConcurrency() default 1;

  /**
   * How many threads may use one instance at a time; 0 for a thread-safe resource, of which one instance is built. That one is
   * used by the callers' own threads, which are as few as there are cores where calls are asynchronous or come from a stream:
   * for a client that waits for a remote service, rather say how many of its calls may wait at a time, such as 32.
   */
  int callsPerInstance() default 1;

  /** Whether Daft runs the stages of this resource in processes of their own. */
  boolean useProcess() default false;
}
