package dev.headrace.runtime;

import dev.headrace.runtime.internal.Failing;
import dev.headrace.runtime.internal.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** Whether a failure says that its batch was too large. */
final class TooLarge {
  private static final int DEEPEST = 16; // causes may go in a circle

  /** What libraries say, in lower case. */
  private static final List<String> SIGNS = List.of(
      "failed to allocate memory for requested buffer of size", // ONNX Runtime's arena
      "is smaller than requested bytes of", // the same, with a limit
      "out of memory", // CUDA; PyTorch
      "cuda_error_out_of_memory",
      "cudaerrormemoryallocation",
      "cublas_status_alloc_failed",
      "cudnn_status_alloc_failed",
      "std::bad_alloc",
      "bad allocation",
      "cannot reserve"); // Java's direct buffers

  private static final List<BatchTooLargeSign> SERVICES = services();

  private TooLarge() {}

  private static List<BatchTooLargeSign> services() {
    List<BatchTooLargeSign> found = new ArrayList<>();
    try {
      ServiceLoader.load(BatchTooLargeSign.class, BatchTooLargeSign.class.getClassLoader())
          .forEach(found::add);
    } catch (Throwable e) { // a broken provider must not fail every batch that fails
      Failing.warn("a provider of BatchTooLargeSign is left out", e);
    }
    return List.copyOf(found);
  }

  static boolean is(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof BatchTooLargeException || saysSo(cause) || isSign(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean saysSo(Throwable failure) {
    if (failure instanceof VirtualMachineError && !(failure instanceof OutOfMemoryError)) {
      return false;
    }
    String message = Shown.message(failure);
    if (message == null) {
      return false;
    }
    String lower = message.toLowerCase(Locale.ROOT);
    return SIGNS.stream().anyMatch(lower::contains);
  }

  private static boolean isSign(Throwable failure) {
    for (BatchTooLargeSign service : SERVICES) {
      try {
        if (service.isTooLarge(failure)) {
          return true;
        }
      } catch (Throwable e) {
        Failing.warn(Shown.value(service) + " failed", e);
      }
    }
    return false;
  }
}
