package dev.headrace.examples.probe;

import dev.headrace.runtime.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures texts, and keeps a log that outlives its process: a line for each instance that was built and each batch, with
 * the process and the device. A text tells it how to fail.
 */
public class Meter {
  private final Path log;
  private final int millis;
  private final Device device;

  /** An instance that takes {@code millis} for each batch. */
  public Meter(String log, int millis, Device device) {
    this.log = Path.of(log);
    this.millis = millis;
    this.device = device;
    log("built", 1);
  }

  /** The length of each text. */
  public List<Integer> lengths(String step, List<String> texts) {
    log(step, texts.size());
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    for (String text : texts) {
      switch (text) {
        case "bad" -> throw new IllegalArgumentException("this text is bad");
        case "crash" -> crash();
        default -> {
          // measured below
        }
      }
    }
    return texts.stream().map(String::length).toList();
  }

  /** What a fault in native code does to a JVM. */
  private static void crash() {
    try {
      new ProcessBuilder("kill", "-SEGV", "" + ProcessHandle.current().pid())
          .start()
          .waitFor();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void log(String what, int size) {
    String line = ProcessHandle.current().pid() + " " + what + " " + size + " " + device + "\n";
    try { // one write at the end of the file: lines of several processes don't mix
      Files.write(
          log,
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
