package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Gate;
import dev.headrace.runtime.internal.View;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The ways to call a pipeline's entries: one by one, asynchronously, or over a stream. Batches form across all of them.
 * Thread-safe.
 */
public final class Calls implements AutoCloseable {
  private final String pipeline;
  private final StreamBounds bounds;
  private final Gate gate = new Gate();
  private final Admission admission;
  private final Flow flow = Flow.ofCalls();

  /**
   * Calls with the usual bounds for streams.
   *
   * @param pipeline the pipeline's name, for messages
   */
  public Calls(String pipeline) {
    this(pipeline, StreamBounds.DEFAULT, CallLimit.NONE);
  }

  /**
   * Calls with their own bounds.
   *
   * @param pipeline the pipeline's name, for messages
   * @param bounds how much of a stream is in memory
   * @param limit how many calls beside streams may be under way, and what becomes of one more
   */
  public Calls(String pipeline, StreamBounds bounds, CallLimit limit) {
    this.pipeline = pipeline;
    this.bounds = bounds;
    this.admission = new Admission(pipeline, limit);
  }

  /**
   * A column of one value.
   *
   * @param value the value, or null
   */
  @CheckReturnValue
  public static <A extends @Nullable Object> List<A> column(A value) {
    return Collections.singletonList(value);
  }

  /**
   * One argument of each call, as a column. A call that is null has nulls as its arguments.
   *
   * @param calls the calls
   * @param argument takes it from a call
   * @param <C> the type of the calls
   * @param <A> the type of the argument
   * @return one element per call; a view
   */
  @CheckReturnValue
  public static <C, A> List<@Nullable A> column(
      List<? extends @Nullable C> calls, Function<? super C, ? extends @Nullable A> argument) {
    return new View<>(calls.size(), i -> {
      C call = calls.get(i);
      return call == null ? null : argument.apply(call);
    });
  }

  /**
   * The calls of an entry that is one batch step.
   *
   * @param step the step, whose only argument is the entry's
   * @param pool the instances it runs on
   * @param chunks makes a chunk of one call
   */
  @CheckReturnValue
  public <A extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object>
      StepCalls<A, R, T> ofStep(
          BatchStep<R, T> step,
          ResourcePool<R> pool,
          Function<? super A, ? extends Chunk<T>> chunks) {
    return new StepCalls<>(this, step, pool, chunks);
  }

  /**
   * Runs one call: its steps on this thread, its batches with those of others.
   *
   * @param chunk a chunk of one row
   * @return its result
   * @throws HeadraceException its failure; also if the thread is interrupted, which stays interrupted then
   * @throws OverloadedException if too many calls are under way, see {@link WhenFull}
   */
  public <T extends @Nullable Object> T one(Chunk<T> chunk) {
    Admission.Call call = isLimited() ? chunk::giveUp : Admission.Call.ANY;
    StageLoop.End end = () -> leave(call);
    enter(call);
    try {
      chunk.flow(flow);
      return chunk.one();
    } finally {
      if (!chunk.isLeftRunning(end)) {
        end.ended();
      }
    }
  }

  private void enter(Admission.Call call) {
    admission.enter(call);
    try {
      if (!gate.enter()) {
        throw new ClosedException(pipeline);
      }
    } catch (Throwable e) {
      admission.leave(call);
      throw e;
    }
  }

  /**
   * Starts one call. Its steps run on the CPU executor, and so do stages that depend on the future without an executor
   * of their own. A call that is cancelled, or completed from outside, leaves the queue.
   *
   * @param chunk a chunk of one row
   * @return its result, or its {@link HeadraceException}
   */
  public <T extends @Nullable Object> CompletableFuture<T> async(Chunk<T> chunk) {
    CallFuture<T> future = new CallFuture<>(this, chunk);
    try {
      enter(future);
    } catch (HeadraceException e) {
      future.completeExceptionally(e);
      return future;
    }
    chunk.flow(flow);
    chunk.start(future);
    return future;
  }

  /** A call has ended, and what it had in batches. */
  void leave(Admission.Call call) {
    gate.leave();
    admission.leave(call);
  }

  /**
   * Runs a call for each element of a stream, in bounded memory. Nothing is pulled before a result is asked for. The
   * first failure is thrown in its place and ends the stream. Closing the stream cancels what runs.
   *
   * @param elements the arguments; closed with the result
   * @param chunks makes a chunk of some of them
   * @return the results in the order of the arguments
   */
  @CheckReturnValue
  public <A extends @Nullable Object, T extends @Nullable Object> Stream<T> all(
      Stream<? extends A> elements, Function<? super List<A>, ? extends Chunk<T>> chunks) {
    return stream(elements, chunks, true, (arguments, chunk) -> chunk.delivered());
  }

  /**
   * Runs a call for each element of a stream like {@link #all}, and yields failures as values.
   *
   * @param elements the arguments; closed with the result
   * @param chunks makes a chunk of some of them
   * @return what became of each, in the order of the arguments
   */
  @CheckReturnValue
  public <A extends @Nullable Object, T extends @Nullable Object> Stream<Outcome<T>> outcomes(
      Stream<? extends A> elements, Function<? super List<A>, ? extends Chunk<T>> chunks) {
    return stream(
        elements, chunks, true, (arguments, chunk) -> new View<>(chunk.size(), chunk::outcome));
  }

  /**
   * Runs a call for each element of a stream like {@link #outcomes}, and yields what is ready first, so that a slow one
   * holds up only those that run with it.
   *
   * @param elements the arguments; closed with the result
   * @param chunks makes a chunk of some of them
   * @return each argument with what became of it, in any order
   */
  @CheckReturnValue
  public <A extends @Nullable Object, T extends @Nullable Object> Stream<Answer<A, T>> unordered(
      Stream<? extends A> elements, Function<? super List<A>, ? extends Chunk<T>> chunks) {
    return stream(
        elements,
        chunks,
        false,
        (arguments, chunk) ->
            new View<>(chunk.size(), row -> new Answer<>(arguments.get(row), chunk.outcome(row))));
  }

  private <A extends @Nullable Object, T extends @Nullable Object, E extends @Nullable Object>
      Stream<E> stream(
          Stream<? extends A> elements,
          Function<? super List<A>, ? extends Chunk<T>> chunks,
          boolean ordered,
          ChunkStream.Delivery<A, T, E> delivery) {
    Objects.requireNonNull(elements, "elements"); // here, and not when a result is asked for
    RunningChunks<A, T> running = new RunningChunks<>(this, elements, chunks, bounds, ordered);
    ChunkStream<A, T, E> stream = new ChunkStream<>(running, ordered, delivery);
    return StreamSupport.stream(stream, false).onClose(stream::close);
  }

  /** Starts a chunk; the future ends when its results are there, or has why it was refused or could not be started. */
  void start(Chunk<?> chunk, CompletableFuture<@Nullable Void> end) {
    StageLoop.End all = () -> {
      gate.leave(); // before the future: what depends on it may close this
      end.complete(null);
    };
    if (!gate.enter()) {
      end.completeExceptionally(new ClosedException(pipeline));
      return;
    }
    try {
      chunk.start(all);
    } catch (Throwable e) {
      end.completeExceptionally(e);
    }
  }

  /** The same, on this thread. */
  void run(Chunk<?> chunk, CompletableFuture<@Nullable Void> end) {
    StageLoop.End last = gate::leave;
    if (!gate.enter()) {
      end.completeExceptionally(new ClosedException(pipeline));
      return;
    }
    try {
      chunk.run();
    } catch (Throwable e) {
      end.completeExceptionally(e);
    } finally {
      if (!chunk.isLeftRunning(last)) {
        last.ended();
      }
    }
    end.complete(null);
  }

  /** Whether calls may have to wait, or are refused, before they begin. */
  boolean isLimited() {
    return admission.isLimited();
  }

  Flow flow() {
    return flow;
  }

  /** False once it is closed. Whoever gets true must {@link #leave()}. */
  boolean enters() {
    return gate.enter();
  }

  /** A call of a step has ended. */
  void leave() {
    gate.leave();
  }

  /**
   * Refuses further calls and waits for those under way, also if the thread is interrupted, which it stays. Not to be
   * called from within a step.
   */
  @Override
  public void close() {
    gate.close();
  }
}
