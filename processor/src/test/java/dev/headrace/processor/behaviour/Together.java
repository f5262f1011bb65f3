package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.Answer;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.Outcome;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls of one executor at the same time, in streams and one by one, which must end as each did alone. */
final class Together implements AutoCloseable {
  private static final int TIMES = 3;
  private static final long SECONDS = 60;
  private final CompiledPipeline pipeline;
  private final Object executor;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  Together(CompiledPipeline pipeline, Object executor) {
    this.pipeline = pipeline;
    this.executor = executor;
  }

  void ask(List<Run.Call> calls) {
    Map<String, List<Run.Call>> entries = new LinkedHashMap<>();
    calls.forEach(
        c -> entries.computeIfAbsent(c.entry(), e -> new ArrayList<>()).add(c));
    List<Callable<@Nullable Void>> ways = new ArrayList<>();
    entries.forEach((entry, asked) -> {
      List<Run.Call> rows = new ArrayList<>();
      IntStream.range(0, TIMES).forEach(i -> {
        Collections.rotate(asked, 1);
        rows.addAll(asked);
      });
      ways.add(() -> alone(entry, rows));
      if (!rows.get(0).arguments().isEmpty()) {
        ways.add(() -> outcomes(entry, rows));
        ways.add(() -> unordered(entry, rows));
        ways.add(() -> values(entry, rows));
      }
    });
    try {
      for (Future<?> way : threads.invokeAll(ways, SECONDS, TimeUnit.SECONDS)) {
        way.get(0, TimeUnit.SECONDS);
      }
    } catch (ExecutionException e) {
      throw Reflection.<RuntimeException>sneaky(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("does not end", e);
    }
  }

  private @Nullable Void alone(String entry, List<Run.Call> calls) {
    Method method =
        Reflection.find(executor.getClass(), m -> m.getName().equals(entry)).orElseThrow();
    for (Run.Call call : calls) {
      Object[] arguments = call.arguments().toArray();
      assertThat(Ending.of(() -> Run.awaited(Reflection.call(method, executor, arguments))))
          .as("beside others")
          .isEqualTo(call.ending());
    }
    return null;
  }

  private @Nullable Void outcomes(String entry, List<Run.Call> calls) {
    List<Ending> endings = new ArrayList<>();
    try (Stream<?> outcomes = stream(entry + "Outcomes", calls)) {
      outcomes.forEach(o -> endings.add(ending((Outcome<?>) o)));
    }
    assertThat(endings)
        .as("outcomes of a stream")
        .isEqualTo(calls.stream().map(Run.Call::ending).toList());
    for (int i = 0; i < endings.size(); i++) {
      if (endings.get(i).failure() instanceof NodeException e && e.row() != NodeException.BOUND) {
        assertThat(e.row()).as("the row that failed").isEqualTo(i);
      }
    }
    return null;
  }

  private @Nullable Void unordered(String entry, List<Run.Call> calls) {
    Map<@Nullable Object, Ending> alone = new IdentityHashMap<>();
    List<@Nullable Object> rows = rows(calls);
    for (int i = 0; i < rows.size(); i++) {
      alone.put(rows.get(i), calls.get(i).ending());
    }
    List<Answer<?, ?>> answers = new ArrayList<>();
    try (Stream<?> unordered =
        (Stream<?>) Reflection.invoke(executor, entry + "Unordered", rows.stream())) {
      unordered.forEach(a -> answers.add((Answer<?, ?>) a));
    }
    assertThat(answers).as("answers").hasSize(calls.size());
    for (Answer<?, ?> answer : answers) {
      assertThat(ending(answer.outcome()))
          .as("in a stream without order")
          .isEqualTo(alone.get(answer.argument()));
    }
    return null;
  }

  /** Up to the first failure. */
  private @Nullable Void values(String entry, List<Run.Call> calls) {
    List<Ending> endings = new ArrayList<>();
    try (Stream<?> values = stream(entry + "All", calls)) {
      Ending last = Ending.of(() -> {
        values.forEach(v -> endings.add(Ending.of(() -> v)));
        return null;
      });
      if (last.failure() != null) {
        endings.add(last);
      }
    }
    List<Ending> alone = new ArrayList<>();
    for (Run.Call call : calls) {
      alone.add(call.ending());
      if (call.ending().failure() != null) {
        break;
      }
    }
    assertThat(endings).as("values of a stream").isEqualTo(alone);
    return null;
  }

  private static Ending ending(Outcome<?> outcome) {
    return Ending.of(outcome::orThrow);
  }

  private Stream<?> stream(String method, List<Run.Call> calls) {
    return (Stream<?>) Reflection.invoke(executor, method, rows(calls).stream());
  }

  private List<@Nullable Object> rows(List<Run.Call> calls) {
    List<@Nullable Object> rows = new ArrayList<>();
    calls.forEach(c -> rows.add(pipeline.row(c.entry(), c.arguments().toArray())));
    return rows;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    Reflection.invoke(executor, "close");
  }
}
