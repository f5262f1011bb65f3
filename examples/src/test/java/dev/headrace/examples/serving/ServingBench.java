package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/**
 * Prints what the executor and its peers make of one model, for {@code examples/serving.py}. The model is simulated: a
 * call sleeps for 2 ms and 50 µs for each item.
 *
 * <pre>
 * ServingBench ROUNDS SECONDS [PEER,PEER,…|all] [MEASURE,MEASURE,…|all]
 * ServingBench memory ROWS
 * </pre>
 */
public final class ServingBench {
  private static final int CALL = 2_000; // microseconds
  private static final int ITEM = 50;
  private static final int SEED = 7;
  private static final Map<String, BiFunction<Integer, Integer, Batcher>> PEERS =
      new LinkedHashMap<>();

  static {
    PEERS.put("Headrace", Headrace::new);
    PEERS.put("LinkedBlockingQueue", (f, c) -> new GreedyQueue(new SimulatedModel(f, c)));
    PEERS.put("Disruptor", (f, c) -> new DisruptorRing(new SimulatedModel(f, c)));
    PEERS.put("buffer-trigger", (f, c) -> new BufferTriggerQueue(new SimulatedModel(f, c)));
    PEERS.put("Reactor", (f, c) -> new ReactorBuffer(new SimulatedModel(f, c)));
    PEERS.put("Mutiny", (f, c) -> new MutinyGroups(new SimulatedModel(f, c)));
    PEERS.put("java-dataloader", (f, c) -> new DataLoaderTicks(new SimulatedModel(f, c)));
  }

  private final int rounds;
  private final double seconds;
  private final List<String> peers;
  private final List<String> measures;

  private interface Measure {
    double[] of(Batcher batcher);
  }

  private ServingBench(int rounds, double seconds, List<String> peers, List<String> measures) {
    this.rounds = rounds;
    this.seconds = seconds;
    this.peers = peers;
    this.measures = measures;
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("memory")) {
      Streaming.memory(Long.parseLong(arguments[1]));
      return;
    }
    List<String> peers = arguments.length > 2 && !arguments[2].equals("all")
        ? List.of(arguments[2].split(","))
        : peers();
    List<String> measures = arguments.length > 3 && !arguments[3].equals("all")
        ? List.of(arguments[3].split(","))
        : List.of(
            "closed256",
            "closed64",
            "closed8",
            "async64",
            "lone",
            "cost",
            "p99",
            "streams",
            "backfill");
    new ServingBench(
            Integer.parseInt(arguments[0]), Double.parseDouble(arguments[1]), peers, measures)
        .run();
    System.exit(0); // whatever threads a peer leaves behind
  }

  static List<String> peers() {
    return List.copyOf(PEERS.keySet());
  }

  static Batcher open(String peer, int microsPerCall, int microsPerItem) {
    return PEERS.get(peer).apply(microsPerCall, microsPerItem);
  }

  /** Has the code of all peers compiled: at the rates below that would take minutes, as in a server. */
  private void warmUp() {
    for (String peer : peers) {
      try (Batcher batcher = open(peer, 0, 0)) {
        Load.cost(batcher, 4, 30_000);
      }
    }
  }

  private void run() throws InterruptedException {
    warmUp();
    System.out.printf("%-28s", "");
    peers.forEach(peer -> System.out.printf("%20s", peer));
    System.out.println();
    row(
        "closed256",
        "share of ideal, 256 callers",
        CALL,
        ITEM,
        b -> shares(Load.closed(b, 256, seconds), Batcher.MOST));
    row(
        "closed64",
        "share of ideal, 64 callers",
        CALL,
        ITEM,
        b -> shares(Load.closed(b, 64, seconds), 64));
    row(
        "closed8",
        "share of ideal, 8 callers",
        CALL,
        ITEM,
        b -> shares(Load.closed(b, 8, seconds), 8));
    row(
        "async64",
        "one asynchronous caller",
        CALL,
        ITEM,
        b -> shares(Load.async(b, 64, seconds), 64));
    double alone = measures.contains("lone") ? ownTime() : 0;
    row("lone", "lone call, µs above model", CALL, ITEM, b ->
        new double[] {(Load.lone(b, (int) (seconds * 200)) - alone) / 1e3});
    row("cost", "ns of CPU; bytes per item", 0, 0, b -> Load.cost(b, 4, (int) (seconds * 100_000)));
    for (int load : new int[] {50, 80, 95}) {
      long[] arrivals = Load.arrivals(ideal(64) * load / 100, seconds, SEED);
      row(
          "p99",
          String.format(
              "p99 ms at %d %% (bound %.1f)",
              load, Load.greedyBound(arrivals, CALL * 1e3, ITEM * 1e3) / 1e6),
          CALL,
          ITEM,
          b -> new double[] {Load.open(b, arrivals) / 1e6});
    }
    if (measures.contains("streams")) {
      print(
          "stream of 3 models, share of bound",
          () -> Streaming.threeModels((int) (seconds * 64 * 1_000), 200, 2));
      print(
          "stream of 3 steps on texts ÷ plain loop",
          () -> Streaming.threeTextSteps((int) (seconds * 200_000)));
      print(
          "stream of 3 steps that cost nothing, one by one ÷ plain loop",
          () -> Streaming.threeTrivialSteps((int) (seconds * 1_000_000)));
    }
    if (measures.contains("backfill")) {
      backfill();
    }
  }

  private void backfill() throws InterruptedException {
    long[] arrivals = Load.arrivals(ideal(64) / 5, seconds, SEED);
    try (Headrace headrace = new Headrace(CALL, ITEM)) {
      Load.open(headrace, Load.arrivals(1_000, 0.5, SEED));
      List<Double> alone = new ArrayList<>();
      List<Double> beside = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        alone.add(Load.open(headrace, arrivals) / 1e6);
        beside.add(Streaming.besideBackfill(headrace, arrivals) / 1e6);
      }
      System.out.printf(
          "online p99 at 20 %% load: %.1f ms alone, %.1f ms beside a backfill (bar %.1f)%n",
          median(alone), median(beside), 2 * median(alone) + (CALL + 64 * ITEM) / 1e3);
    }
  }

  private interface Number {
    double get() throws InterruptedException;
  }

  private void print(String title, Number number) throws InterruptedException {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      numbers.add(number.get());
    }
    System.out.printf("%s: %.2f %s%n", title, median(numbers), numbers);
  }

  /** A row of the table: all peers in turns, over and over. */
  private void row(String measure, String title, int perCall, int perItem, Measure of) {
    if (!measures.contains(measure)) {
      return;
    }
    Map<String, List<double[]>> results = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      for (String peer : peers) {
        try (Batcher batcher = open(peer, perCall, perItem)) {
          batcher.call(1);
          results.computeIfAbsent(peer, p -> new ArrayList<>()).add(of.of(batcher));
        }
      }
    }
    System.out.printf("%-28s", title);
    results.values().forEach(runs -> System.out.printf("%20s", cell(runs)));
    System.out.println();
  }

  private static String cell(List<double[]> runs) {
    List<String> medians = new ArrayList<>();
    for (int i = 0; i < runs.get(0).length; i++) {
      int place = i;
      double value = median(runs.stream().map(run -> run[place]).toList());
      medians.add(String.format(value < 2 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value));
    }
    return String.join("; ", medians);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Items per second of a model that is never idle, with batches of one size. */
  private static double ideal(int size) {
    return size * 1e6 / (CALL + ITEM * size);
  }

  private static double[] shares(double perSecond, int size) {
    return new double[] {perSecond / ideal(size)};
  }

  private static double ownTime() {
    SimulatedModel model = new SimulatedModel(CALL, ITEM);
    long[] times = LongStream.range(0, 200)
        .map(i -> {
          long start = System.nanoTime();
          model.apply(Arrays.asList(i));
          return System.nanoTime() - start;
        })
        .toArray();
    return Load.percentile(times, 0.5);
  }
}
