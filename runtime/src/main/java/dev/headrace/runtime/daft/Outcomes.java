package dev.headrace.runtime.daft;

import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import dev.headrace.runtime.Outcome;
import dev.headrace.runtime.arrow.ArrowException;
import dev.headrace.runtime.arrow.ArrowResult;
import dev.headrace.runtime.arrow.Codec;
import dev.headrace.runtime.internal.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each row, as a column of {@code struct<value, error: struct<node, cause, element>>}: one of the two is
 * null. Only failures of the row itself stand there; one that any row would have had is thrown.
 */
final class Outcomes {
  /** Whatever else is wrong with it, half a surrogate pair must not hide the failure. */
  private static final Codec<String> TEXT =
      Codec.mapped(Codec.STRING, text -> text, Shown::encodable);

  private static final Codec<HeadraceException> ERROR = Codec.struct(
      "Error",
      fields -> {
        throw new UnsupportedOperationException("outcomes are only written");
      },
      Codec.field("node", TEXT, Outcomes::node),
      Codec.field("cause", TEXT, Outcomes::cause),
      Codec.field("element", TEXT, Outcomes::element));

  private Outcomes() {}

  static <T> ArrowResult write(String entry, Codec<T> codec, List<Outcome<T>> outcomes) {
    Codec<Outcome<T>> column = Codec.struct(
        "Outcome",
        fields -> {
          throw new UnsupportedOperationException("outcomes are only written");
        },
        Codec.<Outcome<T>, T>field("value", codec, o -> o.isFailure() ? null : o.orThrow()),
        Codec.<Outcome<T>, HeadraceException>field("error", ERROR, Outcomes::failure));
    try {
      return column.write(outcomes);
    } catch (ArrowException e) {
      List<Outcome<T>> written = new ArrayList<>();
      for (Outcome<T> outcome : outcomes) {
        written.add(writable(entry, codec, written.size(), outcome));
      }
      return column.write(written);
    }
  }

  private static <T> Outcome<T> writable(
      String entry, Codec<T> codec, int row, Outcome<T> outcome) {
    NodeException failure =
        outcome.isFailure() ? null : Results.unwritable(entry, codec, row, outcome.orThrow());
    return failure == null ? outcome : new Outcome.Failure<>(failure);
  }

  private static @Nullable HeadraceException failure(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Failure<?> failure) {
      HeadraceException e = failure.failure();
      if (e instanceof NullResultException
          || e instanceof NodeException node
              && node.row() != NodeException.BOUND
              && !node.isNotBuilt()) {
        return e;
      }
      throw e;
    }
    return null;
  }

  private static String node(HeadraceException failure) {
    return failure instanceof NodeException node
        ? node.node()
        : ((NullResultException) failure).entry();
  }

  private static String cause(HeadraceException failure) {
    Throwable cause = failure.getCause();
    if (failure instanceof NullResultException) {
      return "the result is null";
    }
    return cause == null ? String.valueOf(failure.getMessage()) : Shown.failure(cause);
  }

  private static @Nullable String element(HeadraceException failure) {
    return failure instanceof NodeException node ? node.element() : null;
  }
}
