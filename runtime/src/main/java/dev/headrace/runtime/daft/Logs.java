package dev.headrace.runtime.daft;

import dev.headrace.runtime.internal.Shown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM logs, for Python to pick up. Called by the Python package, not by users. Loggers never wait: what does
 * not fit is counted, and the count is told.
 */
public final class Logs {
  private static final int WAITING = 4096;
  private static final String[] STOP = {};

  private static final BlockingQueue<String[]> QUEUE = new ArrayBlockingQueue<>(WAITING);
  private static final AtomicLong LOST = new AtomicLong();

  private Logs() {}

  /** Puts a handler at the root, in place of the one that writes to the console. */
  public static void start() {
    Logger root = LogManager.getLogManager().getLogger("");
    Arrays.stream(root.getHandlers())
        .filter(ConsoleHandler.class::isInstance)
        .forEach(root::removeHandler);
    root.addHandler(new ToQueue());
  }

  /**
   * Waits for the next record.
   *
   * @return its level as Python numbers it, its logger, and its message with the trace of what was thrown; null at the
   *     end
   * @throws InterruptedException if the thread is interrupted
   */
  @SuppressWarnings("ReferenceEquality") // the one that means the end
  public static String @Nullable [] next() throws InterruptedException {
    long lost = LOST.getAndSet(0);
    if (lost > 0) {
      return new String[] {
        "30", Logs.class.getName(), lost + " records were lost: Java logs faster than Python"
      };
    }
    String[] record = QUEUE.take();
    return record == STOP ? null : record;
  }

  /** Ends it, once what waits was taken. */
  public static void stop() {
    while (!QUEUE.offer(STOP)) {
      QUEUE.poll();
    }
  }

  private static final class ToQueue extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
      if (isLoggable(entry) && !QUEUE.offer(record(entry))) {
        LOST.incrementAndGet();
      }
    }

    private String[] record(LogRecord entry) {
      StringWriter text = new StringWriter();
      text.append(formatter.formatMessage(entry));
      if (entry.getThrown() != null) {
        text.append(System.lineSeparator());
        entry.getThrown().printStackTrace(new PrintWriter(text));
      }
      String name = entry.getLoggerName() == null ? "java" : entry.getLoggerName();
      return new String[] {
        Integer.toString(level(entry.getLevel())),
        name,
        Shown.encodable(text.toString().strip())
      };
    }

    /** Python: 10 debug, 20 info, 30 warning, 40 error. */
    private static int level(Level level) {
      int java = level.intValue();
      if (java >= Level.SEVERE.intValue()) {
        return 40;
      }
      if (java >= Level.WARNING.intValue()) {
        return 30;
      }
      return java >= Level.INFO.intValue() ? 20 : 10;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
