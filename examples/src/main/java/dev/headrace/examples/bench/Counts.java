package dev.headrace.examples.bench;

import dev.headrace.runtime.Device;
import dev.headrace.runtime.Listeners;
import dev.headrace.runtime.PipelineListener;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the pipelines of this JVM do from {@link #start} on. Unlike times, these figures don't
 * depend on what else the machine does.
 *
 * <p>Thread-safe.
 */
public final class Counts implements PipelineListener, AutoCloseable {
  private final Map<String, Map<Integer, Integer>> batches = new TreeMap<>();
  private final Set<Thread> workers = new HashSet<>();
  private int built;

  private Counts() {}

  /** Starts to count, until it is closed. */
  public static Counts start() {
    Counts counts = new Counts();
    Listeners.add(counts);
    return counts;
  }

  @Override
  public synchronized void instanceCreated(String resource, Device device) {
    built++;
  }

  @Override
  public synchronized void batch(
      String node,
      int size,
      long waitNanos,
      long runNanos,
      Device device,
      @Nullable Throwable failure) {
    batches.computeIfAbsent(node, n -> new TreeMap<>()).merge(size, 1, Integer::sum);
    workers.add(Thread.currentThread());
  }

  /** Starts anew. */
  public synchronized void reset() {
    batches.clear();
    workers.clear();
    built = 0;
  }

  /** Size to number of batches, of one node. */
  public synchronized Map<Integer, Integer> batches(String node) {
    return Map.copyOf(batches.getOrDefault(node, Map.of()));
  }

  /** How many calls of nodes there were, one per batch. */
  public synchronized int calls() {
    return batches.values().stream()
        .flatMap(sizes -> sizes.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** How many instances were used: each has a thread of its own. */
  public synchronized int used() {
    return workers.size();
  }

  /** How many instances were built. */
  public synchronized int built() {
    return built;
  }

  /** As JSON: instances used and built, and for each node size to number of batches. */
  public synchronized String json() {
    String nodes = batches.entrySet().stream()
        .map(node -> "\"%s\": %s".formatted(node.getKey(), sizes(node.getValue())))
        .collect(Collectors.joining(", ", "{", "}"));
    return "{\"used\": %d, \"built\": %d, \"batches\": %s}".formatted(used(), built, nodes);
  }

  private static String sizes(Map<Integer, Integer> sizes) {
    return sizes.entrySet().stream()
        .map(size -> "\"%d\": %d".formatted(size.getKey(), size.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @Override
  public void close() {
    Listeners.remove(this);
  }
}
