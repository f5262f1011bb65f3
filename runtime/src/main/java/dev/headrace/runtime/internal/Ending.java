package dev.headrace.runtime.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Closes something once. Whoever comes meanwhile waits until it is closed, also if it is interrupted, which it stays:
 * what it does next may be to end the process. Not so a thread that is on its way to close something itself, or an
 * instance's, as that may be what is waited for.
 */
public final class Ending {
  private static final ThreadLocal<@Nullable Boolean> CLOSES = new ThreadLocal<>();

  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  /** Closes it, or waits for whoever does. */
  public void close(Runnable closing) {
    if (begun.compareAndSet(false, true)) {
      Boolean around = CLOSES.get();
      try {
        CLOSES.set(true);
        closing.run();
      } finally {
        ended.complete(null);
        if (around == null) {
          CLOSES.remove();
        }
      }
    } else if (CLOSES.get() == null && !Workers.isWorker()) {
      ended.join(); // on a CPU thread its pool makes up for the wait
    }
  }
}
