package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a step is called over many elements at once. Immutable; each method gives a changed copy.
 *
 * <p>Elements of different calls share batches if their steps are the same object, so a step is made once and kept.
 *
 * @param <R> the type of the resource it uses
 * @param <T> the type of its results
 */
@CheckReturnValue
public final class BatchStep<R extends @Nullable Object, T extends @Nullable Object> {
  private static final int[] NONE = {};

  private final String name;
  private final int maxBatchSize;
  private final long maxDelayMicros;
  private final boolean splitOnFailure;
  private final int[] nullable;
  private final int[] shared;
  private final int[] sharedByIdentity;
  private final @Nullable BatchFunction<R, T> many;
  private final @Nullable SingleFunction<R, T> one;

  private BatchStep(
      String name,
      int maxBatchSize,
      long maxDelayMicros,
      boolean splitOnFailure,
      int[] nullable,
      int[] shared,
      int[] sharedByIdentity,
      @Nullable BatchFunction<R, T> many,
      @Nullable SingleFunction<R, T> one) {
    if (maxBatchSize < 1) {
      throw new IllegalArgumentException(name + ": a batch of at most " + maxBatchSize);
    }
    this.name = name;
    this.maxBatchSize = maxBatchSize;
    this.maxDelayMicros = maxDelayMicros;
    this.splitOnFailure = splitOnFailure;
    this.nullable = nullable;
    this.shared = shared;
    this.sharedByIdentity = sharedByIdentity;
    this.many = many;
    this.one = one;
  }

  /**
   * A step of batches of at most 64 that never wait for company and are split on failure.
   *
   * @param name the name of its value
   */
  public static <R extends @Nullable Object, T extends @Nullable Object> BatchStep<R, T> named(
      String name) {
    return new BatchStep<>(name, 64, 0, true, NONE, NONE, NONE, null, null);
  }

  /**
   * Sets the largest batch.
   *
   * @param size a number of elements, at least 1
   */
  public BatchStep<R, T> maxBatchSize(int size) {
    return new BatchStep<>(
        name, size, maxDelayMicros, splitOnFailure, nullable, shared, sharedByIdentity, many, one);
  }

  /** The same as {@link #maxBatchSize(int)}, for a step that is otherwise finished. */
  public BatchStep<R, T> withMaxBatchSize(int size) {
    return maxBatchSize(size);
  }

  /**
   * Sets how long the oldest element waits for company.
   *
   * @param micros microseconds; 0 never waits
   */
  public BatchStep<R, T> maxDelayMicros(long micros) {
    return new BatchStep<>(
        name, maxBatchSize, micros, splitOnFailure, nullable, shared, sharedByIdentity, many, one);
  }

  /**
   * Sets whether a batch that throws is cut in two until the elements at fault stand alone.
   *
   * @param split false to fail all elements of the batch with the first failure
   */
  public BatchStep<R, T> splitOnFailure(boolean split) {
    return new BatchStep<>(
        name, maxBatchSize, maxDelayMicros, split, nullable, shared, sharedByIdentity, many, one);
  }

  /**
   * Sets which arguments may be null. An element with another argument null is not sent; its result is null.
   *
   * @param arguments their positions
   */
  public BatchStep<R, T> nullable(int... arguments) {
    return new BatchStep<>(
        name,
        maxBatchSize,
        maxDelayMicros,
        splitOnFailure,
        arguments.clone(),
        shared,
        sharedByIdentity,
        many,
        one);
  }

  /**
   * Sets which arguments are data that is equal for all elements of a batch: by {@code equals}, arrays by content.
   *
   * @param arguments their positions
   */
  public BatchStep<R, T> shared(int... arguments) {
    return new BatchStep<>(
        name,
        maxBatchSize,
        maxDelayMicros,
        splitOnFailure,
        nullable,
        arguments.clone(),
        sharedByIdentity,
        many,
        one);
  }

  /**
   * Sets which arguments are the same object for all elements of a batch.
   *
   * @param arguments their positions
   */
  public BatchStep<R, T> sharedByIdentity(int... arguments) {
    return new BatchStep<>(
        name,
        maxBatchSize,
        maxDelayMicros,
        splitOnFailure,
        nullable,
        shared,
        arguments.clone(),
        many,
        one);
  }

  /**
   * Sets the batch form.
   *
   * @param function computes a batch
   */
  public BatchStep<R, T> calling(BatchFunction<R, T> function) {
    return new BatchStep<>(
        name,
        maxBatchSize,
        maxDelayMicros,
        splitOnFailure,
        nullable,
        shared,
        sharedByIdentity,
        function,
        one);
  }

  /**
   * Sets the single form. Batches of one use it; a step that has no other form has no other batches.
   *
   * @param function computes an element
   */
  public BatchStep<R, T> callingOne(SingleFunction<R, T> function) {
    return new BatchStep<>(
        name,
        maxBatchSize,
        maxDelayMicros,
        splitOnFailure,
        nullable,
        shared,
        sharedByIdentity,
        many,
        function);
  }

  /** The name of its value. */
  public String name() {
    return name;
  }

  /** The largest batch. */
  public int maxBatchSize() {
    return many == null ? 1 : maxBatchSize;
  }

  /** How long the oldest element waits for company, in microseconds. */
  public long maxDelayMicros() {
    return maxDelayMicros;
  }

  /** Whether a batch that throws is cut in two. */
  public boolean splitOnFailure() {
    return splitOnFailure;
  }

  long maxDelayNanos() {
    return TimeUnit.MICROSECONDS.toNanos(maxDelayMicros);
  }

  boolean isNullable(int argument) {
    return Arrays.stream(nullable).anyMatch(position -> position == argument);
  }

  boolean hasShared() {
    return shared.length + sharedByIdentity.length > 0;
  }

  int[] shared() {
    return shared;
  }

  int[] sharedByIdentity() {
    return sharedByIdentity;
  }

  /** Calls the form that fits. */
  @Nullable
  List<T> call(R resource, Batch batch) throws Exception {
    if (one != null && batch.size() == 1) {
      return Collections.singletonList(one.apply(resource, batch));
    }
    if (many == null) {
      throw new IllegalStateException(name + " has no function");
    }
    return many.apply(resource, batch);
  }

  @Override
  public String toString() {
    return name;
  }
}
