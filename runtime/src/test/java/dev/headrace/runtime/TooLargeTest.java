package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TooLargeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error code - ORT_RUNTIME_EXCEPTION - message: Non-zero status code returned while running MatMul node. Status"
            + " Message: bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 8388608000",
        "Available memory of 5 is smaller than requested bytes of 6",
        "CUDA failure 2: out of memory ; GPU=0 ; hostname=x ; expr=cudaMalloc((void**)&p, size);",
        "CUDA out of memory. Tried to allocate 2.00 GiB",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED",
        "CUDA_ERROR_OUT_OF_MEMORY",
        "std::bad_alloc"
      })
  void whatLibrariesSayIsKnown(String message) {
    assertThat(TooLarge.is(new IllegalStateException(message))).isTrue();
    assertThat(TooLarge.is(new IOException("inference", new RuntimeException(message))))
        .isTrue();
  }

  @Test
  void otherFailuresAreNot() {
    assertThat(TooLarge.is(new IllegalArgumentException("boom"))).isFalse();
    assertThat(TooLarge.is(new StackOverflowError())).isFalse();
    assertThat(TooLarge.is(new NullPointerException())).isFalse();
    IllegalStateException circle = new IllegalStateException("a");
    circle.initCause(new IllegalStateException("b", circle));
    assertThat(TooLarge.is(circle)).isFalse();
  }

  @Test
  void aServiceMayKnowMore() {
    assertThat(TooLarge.is(new IllegalStateException("the tray is overfull"))).isTrue();
    assertThat(TooLarge.is(new RuntimeException(new BatchTooLargeException()))).isTrue();
  }

  /** Registered for these tests. */
  public static final class Tray implements BatchTooLargeSign {
    @Override
    public boolean isTooLarge(Throwable failure) {
      return "the tray is overfull".equals(failure.getMessage());
    }
  }
}
