package dev.headrace.runtime;

/**
 * Which arguments of a step are special, by their positions.
 *
 * @param nullable may be null
 * @param shared are equal for all elements of a batch
 * @param sharedByIdentity are the same object for all elements of a batch
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ArgumentRoles(int[] nullable, int[] shared, int[] sharedByIdentity) {
  private static final int[] NONE = {};

  static final ArgumentRoles DEFAULT = new ArgumentRoles(NONE, NONE, NONE);

  ArgumentRoles withNullable(int[] arguments) {
    return new ArgumentRoles(arguments.clone(), shared, sharedByIdentity);
  }

  ArgumentRoles withShared(int[] arguments) {
    return new ArgumentRoles(nullable, arguments.clone(), sharedByIdentity);
  }

  ArgumentRoles withSharedByIdentity(int[] arguments) {
    return new ArgumentRoles(nullable, shared, arguments.clone());
  }

  boolean isNullable(int argument) {
    for (int position : nullable) { // asked for every call: no stream
      if (position == argument) {
        return true;
      }
    }
    return false;
  }

  boolean hasShared() {
    return shared.length + sharedByIdentity.length > 0;
  }
}
