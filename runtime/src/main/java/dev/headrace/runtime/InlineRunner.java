package dev.headrace.runtime;

import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Memo;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs batches on the caller's own thread: steps without a resource, and resources that any number of threads may use.
 *
 * @param <R> the type of the instance
 */
final class InlineRunner<R extends @Nullable Object> extends Runner<R> {
  private final Memo<Held<R>> held;

  private InlineRunner(String name, Memo<Held<R>> held) {
    super(name);
    this.held = held;
  }

  static InlineRunner<@Nullable Void> withoutResource() {
    Held<@Nullable Void> nothing = Held.onCpu(null);
    return shared("none", () -> nothing);
  }

  static <R extends @Nullable Object> InlineRunner<R> shared(
      String name, Callable<Held<R>> builder) {
    return new InlineRunner<>(name, new Memo<>(name, builder, () -> new ClosedException(name)));
  }

  @Override
  void submit(StepRequest<R, ?> request) {
    Held<R> instance;
    try {
      instance = held.get();
    } catch (Throwable e) {
      request.refuse(e);
      return;
    }
    request.runHere(instance);
  }

  @Override
  Set<Party> needs() {
    return held.makers();
  }

  @Override
  Hold<R> hold(Flow flow) throws Throwable {
    return new Hold<>(held.get(), () -> {});
  }

  @Override
  int instances() {
    return 0;
  }

  @Override
  void close() {
    held.close().forEach(Held::close);
  }
}
