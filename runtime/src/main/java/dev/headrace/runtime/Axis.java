package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one list per parent element, laid end to end: an offsets array, as in Arrow's lists and Blelloch's
 * NESL.
 *
 * <p>The rows of a chunk are the outermost axis. A null list has no elements and stays null. Immutable.
 */
@CheckReturnValue
public final class Axis {
  private static final int[] NO_INTS = {};
  private static final boolean[] NO_BOOLEANS = {};
  private static final Axis ONE_ROW = ofRows(1); // of every online call

  private final String name;
  private final @Nullable Axis parent;
  private final int size;
  private final int[] offsets; // parent p has the elements offsets[p] to offsets[p + 1]
  private final boolean[] nulls;
  private final int[] parents;
  private final int[] rows;

  private Axis(
      String name,
      @Nullable Axis parent,
      int size,
      int[] offsets,
      boolean[] nulls,
      int[] parents,
      int[] rows) {
    this.name = name;
    this.parent = parent;
    this.size = size;
    this.offsets = offsets;
    this.nulls = nulls;
    this.parents = parents;
    this.rows = rows;
  }

  /**
   * The rows of a chunk.
   *
   * @param n how many
   */
  public static Axis rows(int n) {
    return n == 1 ? ONE_ROW : ofRows(n);
  }

  private static Axis ofRows(int n) {
    return new Axis("rows", null, n, NO_INTS, NO_BOOLEANS, NO_INTS, NO_INTS);
  }

  /**
   * Lays the elements of lists end to end.
   *
   * @param name the name of the value that holds the lists
   * @param parent the axis along which there is one list each
   * @param sizes per parent element the size of its list; -1 for null
   */
  static Axis open(String name, Axis parent, int[] sizes) {
    int[] offsets = new int[parent.size + 1];
    boolean[] nulls = new boolean[parent.size];
    for (int p = 0; p < parent.size; p++) {
      nulls[p] = sizes[p] < 0;
      offsets[p + 1] = Math.addExact(offsets[p], Math.max(sizes[p], 0));
    }
    int size = offsets[parent.size];
    int[] parents = new int[size];
    int[] rows = parent.parent == null ? parents : new int[size];
    for (int p = 0; p < parent.size; p++) {
      for (int i = offsets[p]; i < offsets[p + 1]; i++) {
        parents[i] = p;
        rows[i] = parent.row(p);
      }
    }
    return new Axis(name, parent, size, offsets, nulls, parents, rows);
  }

  /** The name of the value that holds the lists. */
  public String name() {
    return name;
  }

  /** The axis around this one; null for the rows. */
  public @Nullable Axis parent() {
    return parent;
  }

  /** How many elements there are, over all parents. */
  public int size() {
    return size;
  }

  /**
   * The parent of an element; an element of the rows is its own.
   *
   * @param element its position on this axis
   */
  public int parent(int element) {
    return parent == null ? element : parents[element];
  }

  /**
   * The row that an element belongs to.
   *
   * @param element its position on this axis
   */
  public int row(int element) {
    return parent == null ? element : rows[element];
  }

  /**
   * Where an element's ancestor lies.
   *
   * @param ancestor this axis or one around it
   * @param element its position on this axis
   */
  public int indexIn(Axis ancestor, int element) {
    int index = element;
    for (Axis axis = this; axis != ancestor; axis = axis.parent) {
      if (axis.parent == null) {
        throw new IllegalArgumentException(ancestor + " is not around " + this);
      }
      index = axis.parents[index];
    }
    return index;
  }

  /**
   * The first element of a parent.
   *
   * @param p the parent's position on its axis
   */
  public int from(int p) {
    return offsets[p];
  }

  /**
   * The end of a parent's elements, exclusive.
   *
   * @param p the parent's position on its axis
   */
  public int to(int p) {
    return offsets[p + 1];
  }

  /**
   * How many elements a parent has.
   *
   * @param p the parent's position on its axis
   */
  public int length(int p) {
    return offsets[p + 1] - offsets[p];
  }

  /**
   * Whether a parent's list is null.
   *
   * @param p the parent's position on its axis
   */
  public boolean isNull(int p) {
    return nulls[p];
  }

  /** Where the elements of a parent begin, or, one past the last parent, where all end. */
  int start(int p) {
    return offsets[p];
  }

  /** Copies a parent's list into a flat column of this axis; places without an element stay null. */
  <A extends @Nullable Object> void flatten(int p, @Nullable List<A> list, List<A> flat) {
    int next = offsets[p];
    for (A element : list == null || length(p) == 0 ? List.<A>of() : list) {
      if (next == offsets[p + 1]) {
        break; // longer than the axis: lockstep has failed the row
      }
      flat.set(next++, element);
    }
  }

  @Override
  public String toString() {
    return name + "[" + size + "]";
  }
}
