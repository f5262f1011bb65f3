package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The size of an embedding: the innermost arrays or lists of numbers have exactly this many. Of {@code float[]} it is the
 * length, of {@code float[][]} that of each inner array; of a {@link BatchNode} it is said of what one element has.
 *
 * <ul>
 *   <li>On a step it is a promise about its result. Each result is checked: one of another size fails its row, with the
 *       name of the step and both sizes. In Daft its column is a fixed-size list.
 *   <li>On a parameter of a step it is a demand: where the value's own step promises a size, the compiler compares them; else
 *       the value is checked before the step is called.
 *   <li>On a component of a record it is a promise about all records of the type, checked where a step gives one, and where
 *       one comes from a column.
 * </ul>
 */
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Dim {
  /**
   * How many numbers.
   *
   * @return at least 1
   */
  int value();
}
