package dev.headrace.bulk;

import dev.headrace.runtime.HeadraceException;
import org.jspecify.annotations.Nullable;

/** A bulk run was refused or given up. The message ends with the remedies. */
public final class BulkException extends HeadraceException {
  private static final long serialVersionUID = 1;

  BulkException(String message) {
    super(message);
  }

  BulkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
