package dev.headrace.processor.read;

import javax.lang.model.element.Element;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * What may be null by a declaration: the value, what the one type argument of its type stands for, and so on inwards.
 *
 * @param levels a {@code ?} for each that may be, a {@code .} for each that may not; what is not there may not
 */
record Nullness(String levels) {
  private static final char MAY = '?';
  private static final char NOT = '.';

  /** As a method, a parameter or a record's component and its type say. */
  static Nullness of(Element declared, TypeMirror type) {
    StringBuilder levels = new StringBuilder();
    levels.append(Annotated.isNullable(declared) || Annotated.isNullable(type) ? MAY : NOT);
    for (TypeMirror at = type;
        at instanceof DeclaredType declaredType
            && declaredType.getTypeArguments().size() == 1; ) {
      at = declaredType.getTypeArguments().get(0);
      levels.append(Annotated.isNullable(at) ? MAY : NOT);
    }
    return new Nullness(levels.substring(0, levels.lastIndexOf(String.valueOf(MAY)) + 1));
  }

  /** Whether the value may be null (0), what its type argument stands for (1), and so on. */
  boolean at(int level) {
    return level < levels.length() && levels.charAt(level) == MAY;
  }

  /** What may be null by either. */
  Nullness or(Nullness other) {
    StringBuilder both = new StringBuilder();
    for (int i = 0; i < Math.max(levels.length(), other.levels.length()); i++) {
      both.append(at(i) || other.at(i) ? MAY : NOT);
    }
    return new Nullness(both.toString());
  }
}
