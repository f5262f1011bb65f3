package dev.headrace.processor.random;

import dev.headrace.processor.behaviour.CompiledPipeline;
import dev.headrace.processor.behaviour.Run;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random pipelines: every way to call the executor gives what the row-by-row reference gives. A failure names its seed;
 * {@code -Dheadrace.seed=…} runs only that, {@code -Dheadrace.pipelines=…} sets how many.
 */
class DifferentialTest {

  static LongStream seeds() {
    Long seed = Long.getLong("headrace.seed");
    return seed == null
        ? LongStream.range(0, Long.getLong("headrace.pipelines", 30))
        : LongStream.of(seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_executor_and_the_reference_agree(long seed) {
    RandomPipeline random = new RandomPipeline(seed);
    try {
      CompiledPipeline pipeline = CompiledPipeline.of(random.text());
      for (int data = 0; data < 4; data++) {
        try (Run run = pipeline.run()) {
          random.inputs().forEach(i -> run.with((String) i[0], i[1]));
          for (int call = 0; call < 3; call++) {
            for (String entry : random.entries()) {
              Object[] arguments = random.arguments();
              try {
                run.call(entry, arguments);
              } catch (AssertionError e) {
                throw new AssertionError(
                    entry + Arrays.toString(arguments) + "\n" + e.getMessage(), e);
              }
            }
          }
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dheadrace.seed=" + seed + " of\n" + random.text() + e, e);
    }
  }
}
