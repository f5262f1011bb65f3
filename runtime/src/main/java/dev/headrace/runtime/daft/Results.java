package dev.headrace.runtime.daft;

import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.arrow.ArrowException;
import dev.headrace.runtime.arrow.ArrowResult;
import dev.headrace.runtime.arrow.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as a column: one that has no place in it is a failure of its row. */
final class Results {
  private Results() {}

  static <T> ArrowResult write(String value, Codec<T> codec, List<T> results) {
    try {
      return codec.write(results);
    } catch (ArrowException e) {
      for (int row = 0; row < results.size(); row++) {
        NodeException failure = unwritable(value, codec, row, results.get(row));
        if (failure != null) {
          throw failure;
        }
      }
      throw e;
    }
  }

  /** Why a result can't be written; null if it can. */
  static <T> @Nullable NodeException unwritable(
      String value, Codec<T> codec, int row, @Nullable T result) {
    try {
      var unused = codec.one(result);
      return null;
    } catch (ArrowException e) {
      return new NodeException(value, row, unwritable(value, e));
    }
  }

  static String unwritable(String value, ArrowException cause) {
    return "the result of " + value + " has no place in its column: "
        + (cause.path().isEmpty() ? "" : "'" + cause.path() + "': ") + cause.problem();
  }
}
