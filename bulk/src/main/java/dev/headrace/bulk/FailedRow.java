package dev.headrace.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A line of the file of failed rows.
 *
 * @param row its number in the input, from 0
 * @param node the step that failed, if one did
 * @param element what it failed on, if it is not the row itself
 * @param error what happened, the outermost cause first
 * @param input the row, so that it can be run again; if it could not be read, or JSON has no form of it, as text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FailedRow(
    long row,
    @Nullable String node,
    @Nullable String element,
    String error,
    @Nullable Object input) {

  static FailedRow failed(long row, @Nullable Object input, HeadraceException failure) {
    if (failure instanceof NodeException e) {
      Throwable cause = e.getCause();
      String error =
          cause == null ? renumbered(String.valueOf(e.getMessage()), e.row(), row) : causes(cause);
      return new FailedRow(row, e.node(), e.element(), error, input);
    }
    String error = failure instanceof NullResultException e
        ? renumbered(causes(e), e.row(), row)
        : causes(failure);
    return new FailedRow(row, null, null, error, input);
  }

  /** The entry numbers the rows that it is given: from where the run was resumed, without the unreadable ones. */
  private static String renumbered(String message, int given, long row) {
    return message.replaceFirst("row " + given + "\\b", "row " + row);
  }

  static FailedRow unreadable(long row, @Nullable String text, Exception why) {
    return new FailedRow(row, null, null, "cannot be read: " + message(why), text);
  }

  static FailedRow unwritten(long row, @Nullable Object input, RuntimeException why) {
    return new FailedRow(row, null, null, "cannot be written: " + causes(why), input);
  }

  FailedRow withInputAsText() {
    String text;
    try {
      text = String.valueOf(input);
    } catch (RuntimeException e) {
      text = "?";
    }
    return new FailedRow(row, node, element, error, text);
  }

  private static String causes(Throwable failure) {
    StringJoiner causes = new StringJoiner(", caused by ");
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause()) {
      String message = message(cause);
      causes.add(cause.getClass().getSimpleName() + (message == null ? "" : ": " + message));
      depth++;
    }
    return causes.toString();
  }

  /** What a failure says of itself; null if that is nothing, or cannot be had. */
  private static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException e) {
      return null;
    }
  }
}
