package dev.headrace.examples.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The real model without any framework, as one would write it by hand: what the executor is measured
 * against, in the same process.
 */
final class PlainLoops {
  /** How a loop cuts its batches. */
  enum Way {
    /** Each sentence alone, one session of two threads. */
    ONE_AT_A_TIME(1, 1, 2, false),
    /** Batches of 32 as the sentences come, two sessions of one thread. */
    ARRIVAL_ORDER(32, 2, 1, false),
    /** Batches of 8 of sentences of like length, two sessions of one thread: the best that is known. */
    SORTED(8, 2, 1, true);

    final int batchSize;
    final int sessions;
    final int threads;
    final boolean sorted;

    Way(int batchSize, int sessions, int threads, boolean sorted) {
      this.batchSize = batchSize;
      this.sessions = sessions;
      this.threads = threads;
      this.sorted = sorted;
    }
  }

  private final Tokenizer tokenizer;

  PlainLoops(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** The vectors of the sentences, in their order. Each of {@code models} is a session of the way. */
  List<float[]> encode(Way way, List<MiniLm> models, List<String> sentences) {
    long[][] tokens = new long[sentences.size()][];
    inParallel(way.sessions, worker -> {
      for (int i = worker; i < tokens.length; i += way.sessions) {
        tokens[i] = tokenizer.tokens(sentences.get(i));
      }
    });
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, tokens.length).boxed().toList());
    if (way.sorted) {
      // the longest first: the last batches are the short ones, and both sessions end together
      order.sort(Comparator.comparingInt((Integer i) -> tokens[i].length).reversed());
    }
    float[][] vectors = new float[tokens.length][];
    AtomicInteger next = new AtomicInteger();
    inParallel(way.sessions, worker -> {
      for (int from = next.getAndAdd(way.batchSize);
          from < order.size();
          from = next.getAndAdd(way.batchSize)) {
        List<Integer> batch = order.subList(from, Math.min(from + way.batchSize, order.size()));
        List<float[]> encoded =
            models.get(worker).encode(batch.stream().map(i -> tokens[i]).toList());
        for (int i = 0; i < batch.size(); i++) {
          vectors[batch.get(i)] = encoded.get(i);
        }
      }
    });
    return Arrays.asList(vectors);
  }

  private interface Work {
    void run(int worker);
  }

  private static void inParallel(int workers, Work work) {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      CompletableFuture.allOf(IntStream.range(0, workers)
              .mapToObj(worker -> CompletableFuture.runAsync(() -> work.run(worker), threads))
              .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }
}
