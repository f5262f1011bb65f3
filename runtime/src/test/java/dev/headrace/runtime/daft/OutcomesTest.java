package dev.headrace.runtime.daft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.Outcome;
import dev.headrace.runtime.arrow.Codec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What became of rows, in words. */
class OutcomesTest {
  /** As one whose message is made of what is not there. */
  private static final class BrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @Test
  void aFailureThatCannotSayWhatItIsConcernsItsRowOnly() {
    NodeException failure = new NodeException("step", 1, null, new BrokenException());
    assertThat(Outcomes.write(
                "step", Codec.INT, List.of(new Outcome.Value<>(1), new Outcome.Failure<>(failure)))
            .rows())
        .isEqualTo(2);
    assertThat(Host.describe(new IllegalStateException("boom", new BrokenException())))
        .contains("boom");
    assertThat(Host.describe(new BrokenException())).contains("BrokenException");
  }
}
