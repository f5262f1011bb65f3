package dev.headrace.processor.model;

/**
 * How a class was declared.
 *
 * @param parameters how many type parameters it has
 * @param kind what it is
 * @param inner whether its instances have one of the class around it
 * @param sealed whether it is sealed
 * @param resource whether it is annotated as a resource
 * @param access the narrowest access among its own and that of the classes around it
 */
public record Declaration(
    int parameters, Kind kind, boolean inner, boolean sealed, boolean resource, Access access) {

  /** What is declared. */
  public enum Kind {
    CLASS,
    INTERFACE,
    RECORD,
    ENUM
  }

  /** Who can name it; the narrowest first. */
  public enum Access {
    PRIVATE,
    PACKAGE,
    PUBLIC;

    /** Whether other classes can name it, given whether they are of its package. */
    public boolean reaches(boolean samePackage) {
      return this == PUBLIC || this == PACKAGE && samePackage;
    }
  }
}
