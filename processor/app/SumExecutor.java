package app;

import dev.headrace.runtime.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lib.Steps;

/**
 * {@link Sum} has mistakes: see what the compiler says of it.
 */
public abstract class SumExecutor implements Sum, AutoCloseable {
  public static Builder builder() {
    throw new IllegalStateException("the pipeline has mistakes");
  }

  public void warmUp() {
    throw new IllegalStateException("the pipeline has mistakes");
  }

  @Override
  public void close() {
    throw new IllegalStateException("the pipeline has mistakes");
  }

  public Stream<Integer> totalAll(Stream<? extends TotalCall> calls) {
    throw new IllegalStateException("the pipeline has mistakes");
  }

  public Stream<Outcome<Integer>> totalOutcomes(Stream<? extends TotalCall> calls) {
    throw new IllegalStateException("the pipeline has mistakes");
  }

  public CompletableFuture<Integer> totalAsync(List<Integer> numbers, int begin) {
    throw new IllegalStateException("the pipeline has mistakes");
  }

  public record TotalCall(List<Integer> numbers, int begin) {
  }

  public static final class Builder {
    public SumExecutor build() {
      throw new IllegalStateException("the pipeline has mistakes");
    }

    public Builder scaledMaxBatchSize(int size) {
      throw new IllegalStateException("the pipeline has mistakes");
    }

    public Builder modelMaxConcurrency(int instances) {
      throw new IllegalStateException("the pipeline has mistakes");
    }

    public Builder model(Supplier<? extends Steps.Model> factory) {
      throw new IllegalStateException("the pipeline has mistakes");
    }

    public Builder model(int factor, String label) {
      throw new IllegalStateException("the pipeline has mistakes");
    }
  }
}
