package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.runtime.internal.BatchLimit;
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
  private final String name;
  private final BatchSize size;
  private final OnFailure onFailure;
  private final ArgumentRoles roles;
  private final @Nullable BatchFunction<R, T> many;
  private final @Nullable SingleFunction<R, T> one;

  private volatile @Nullable Here<R, T> here;

  private BatchStep(
      String name,
      BatchSize size,
      OnFailure onFailure,
      ArgumentRoles roles,
      @Nullable BatchFunction<R, T> many,
      @Nullable SingleFunction<R, T> one) {
    this.name = name;
    this.size = size;
    this.onFailure = onFailure;
    this.roles = roles;
    this.many = many;
    this.one = one;
  }

  /**
   * A step of batches of at most 64 that never wait for company, are split on failure and not tried again.
   *
   * @param name the name of its value
   */
  public static <R extends @Nullable Object, T extends @Nullable Object> BatchStep<R, T> named(
      String name) {
    return new BatchStep<>(
        name, BatchSize.DEFAULT, OnFailure.DEFAULT, ArgumentRoles.DEFAULT, null, null);
  }

  private BatchStep<R, T> with(BatchSize changed) {
    return new BatchStep<>(name, changed, onFailure, roles, many, one);
  }

  private BatchStep<R, T> with(OnFailure changed) {
    return new BatchStep<>(name, size, changed, roles, many, one);
  }

  private BatchStep<R, T> with(ArgumentRoles changed) {
    return new BatchStep<>(name, size, onFailure, changed, many, one);
  }

  /**
   * Sets the largest batch.
   *
   * @param most a number of elements, at least 1
   */
  public BatchStep<R, T> maxBatchSize(int most) {
    return with(size.withMost(most));
  }

  /** The same as {@link #maxBatchSize(int)}, for a step that is otherwise finished. */
  public BatchStep<R, T> withMaxBatchSize(int most) {
    return maxBatchSize(most);
  }

  /**
   * Sets how long the oldest element waits for company.
   *
   * @param micros microseconds; 0 never waits
   */
  public BatchStep<R, T> maxDelayMicros(long micros) {
    return with(size.withDelayMicros(micros));
  }

  /**
   * Sets what an element weighs. It counts once {@link #maxBatchCost} or {@link #padded} is set.
   *
   * @param function computes the cost of an element from its arguments
   */
  public BatchStep<R, T> cost(CostFunction function) {
    return with(size.withCost(function));
  }

  /**
   * Sets the largest cost of a batch. An element that costs more makes a batch of its own.
   *
   * @param most at least 1
   */
  public BatchStep<R, T> maxBatchCost(long most) {
    return with(size.withMostCost(most));
  }

  /**
   * Sets whether each element is padded to the largest of its batch, so that a batch costs its size times its largest
   * element. Batches are then made of elements of like cost among those that wait; each takes the oldest with it.
   *
   * @param padded false if a batch costs the sum of its elements, which then go in order of arrival
   */
  public BatchStep<R, T> padded(boolean padded) {
    return with(size.withPadded(padded));
  }

  /**
   * Sets whether a batch that throws is cut in two until the elements at fault stand alone.
   *
   * @param split false to fail all elements of the batch with the first failure
   */
  public BatchStep<R, T> splitOnFailure(boolean split) {
    return with(onFailure.withSplit(split));
  }

  /**
   * Sets how often a call that throws is made again: first the batch as it is; then, should it be split, each element
   * that stands alone. The instance is kept meanwhile; the pause doubles from 10 milliseconds to one second.
   *
   * @param retries at least 0
   */
  public BatchStep<R, T> maxRetries(int retries) {
    return with(onFailure.withRetries(retries));
  }

  /**
   * Sets which failures are worth a retry; without this every {@link Exception} is. Never one that is thrown for the
   * batch's size or an interrupt.
   *
   * @param failures their classes
   */
  public BatchStep<R, T> retryOn(List<Class<? extends Throwable>> failures) {
    return with(onFailure.withRetryOn(failures));
  }

  /**
   * Sets how long a call may take. Then its thread is interrupted, and once it comes back it has failed with a {@link
   * java.util.concurrent.TimeoutException}, whatever it returns. A retry has the same time again. Waiting in the queue
   * does not count.
   *
   * @param millis milliseconds; 0 for any time
   */
  public BatchStep<R, T> timeoutMillis(long millis) {
    return with(onFailure.withTimeoutMillis(millis));
  }

  /**
   * Sets which arguments may be null. An element with another argument null is not sent; its result is null.
   *
   * @param arguments their positions
   */
  public BatchStep<R, T> nullable(int... arguments) {
    return with(roles.withNullable(arguments));
  }

  /**
   * Sets which arguments are data that is equal for all elements of a batch: by {@code equals}, arrays by content.
   *
   * @param arguments their positions
   */
  public BatchStep<R, T> shared(int... arguments) {
    return with(roles.withShared(arguments));
  }

  /**
   * Sets which arguments are the same object for all elements of a batch.
   *
   * @param arguments their positions
   */
  public BatchStep<R, T> sharedByIdentity(int... arguments) {
    return with(roles.withSharedByIdentity(arguments));
  }

  /**
   * Sets the batch form.
   *
   * @param function computes a batch
   */
  public BatchStep<R, T> calling(BatchFunction<R, T> function) {
    return new BatchStep<>(name, size, onFailure, roles, function, one);
  }

  /**
   * Sets the single form. Batches of one use it; a step that has no other form has no other batches.
   *
   * @param function computes an element
   */
  public BatchStep<R, T> callingOne(SingleFunction<R, T> function) {
    return new BatchStep<>(name, size, onFailure, roles, many, function);
  }

  /** The name of its value. */
  public String name() {
    return name;
  }

  /** The largest batch. */
  public int maxBatchSize() {
    return many == null ? 1 : size.most();
  }

  /** How long the oldest element waits for company, in microseconds. */
  public long maxDelayMicros() {
    return size.delayMicros();
  }

  /** Whether a batch that throws is cut in two. */
  public boolean splitOnFailure() {
    return onFailure.split();
  }

  long maxDelayNanos() {
    return TimeUnit.MICROSECONDS.toNanos(size.delayMicros());
  }

  /** What an element weighs, if that matters. */
  @Nullable
  CostFunction cost() {
    return size.padded() || size.mostCost() < Long.MAX_VALUE ? size.cost() : null;
  }

  long maxBatchCost() {
    return size.mostCost();
  }

  boolean isPadded() {
    return size.padded();
  }

  OnFailure onFailure() {
    return onFailure;
  }

  boolean isNullable(int argument) {
    return roles.isNullable(argument);
  }

  boolean hasShared() {
    return roles.hasShared();
  }

  int[] shared() {
    return roles.shared();
  }

  int[] sharedByIdentity() {
    return roles.sharedByIdentity();
  }

  /** What it has on the instances of a runner; kept for the last one, as most steps run on one and every call asks. */
  Here<R, T> on(Runner<R> runner) {
    Here<R, T> known = here;
    if (known == null || known.runner() != runner.id) {
      known = new Here<>(
          this,
          runner.id,
          runner.limit(this),
          runner.meter(this),
          new LaneKey(this, /* shared= */ null));
      here = known;
    }
    return known;
  }

  /**
   * What a step has on the instances of a runner.
   *
   * @param runner its id: a step that outlives the runner does not keep it
   * @param limit how large batches may be
   * @param meter what counts them
   * @param lane where elements wait, unless batches must share something
   */
  record Here<R extends @Nullable Object, T extends @Nullable Object>(
      BatchStep<R, T> step, long runner, BatchLimit limit, Meter meter, LaneKey lane) {}

  /** What elements must have in common to share a batch. */
  record LaneKey(BatchStep<?, ?> step, @Nullable SharedKey shared) {}

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
