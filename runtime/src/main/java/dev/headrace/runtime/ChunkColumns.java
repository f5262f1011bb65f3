package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.runtime.internal.Slots;
import dev.headrace.runtime.internal.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a chunk and what can be done with columns over them. */
abstract class ChunkColumns extends StageLoop {
  private final Axis rows;
  private volatile @Nullable Failures failures; // most chunks never need it

  ChunkColumns(int rows) {
    this.rows = Axis.rows(rows);
  }

  /** Why a row failed; null if it has not. */
  final @Nullable HeadraceException failed(int row) {
    Failures known = failures;
    return known == null ? null : known.get(row);
  }

  /** Fails a row that has not failed yet. */
  final void fail(int row, HeadraceException failure) {
    Failures known = failures;
    if (known == null) {
      synchronized (this) {
        known = failures;
        if (known == null) {
          known = new Failures(rows.size());
          failures = known;
        }
      }
    }
    known.add(row, failure);
  }

  /** The calls themselves. */
  @CheckReturnValue
  protected final Axis rows() {
    return rows;
  }

  /**
   * Gathers a flat column into one list per parent. The lists are unmodifiable; a null list stays null.
   *
   * @param axis the axis of the column
   * @param flat the column
   */
  @CheckReturnValue
  protected final <A extends @Nullable Object> List<@Nullable List<A>> gather(
      Axis axis, List<A> flat) {
    return gather(axis, axis, flat);
  }

  /**
   * Gathers a flat column into one list per parent of an outer axis, flattened from there inwards.
   *
   * @param outer the outermost axis to gather
   * @param inner the axis of the column: {@code outer} or one within it
   * @param flat the column
   */
  @CheckReturnValue
  protected final <A extends @Nullable Object> List<@Nullable List<A>> gather(
      Axis outer, Axis inner, List<A> flat) {
    Axis parents = outer.parent();
    if (parents == null) {
      throw new IllegalArgumentException("rows cannot be gathered");
    }
    List<Axis> between = new ArrayList<>();
    for (Axis axis = inner; axis != outer; axis = axis.parent()) {
      if (axis == null) {
        throw new IllegalArgumentException(outer + " is not around " + inner);
      }
      between.add(0, axis);
    }
    List<@Nullable List<A>> lists = new Slots<>(parents.size());
    for (int p = 0; p < parents.size(); p++) {
      if (!outer.isNull(p) && !failed(parents, p)) {
        int from = outer.from(p);
        int to = outer.to(p);
        for (Axis axis : between) { // where an element's children end, the next one's begin
          from = axis.start(from);
          to = axis.start(to);
        }
        lists.set(p, Slots.copy(flat, from, to));
      }
    }
    return lists;
  }

  /**
   * Gathers a flat column along an axis that has at most one element per parent.
   *
   * @param axis the axis of the column
   * @param flat the column
   */
  @CheckReturnValue
  protected final <A extends @Nullable Object> List<Optional<A>> gatherOptional(
      Axis axis, List<A> flat) {
    return gatherOptional(axis, axis, flat);
  }

  /**
   * Gathers a flat column along axes of which each has at most one element per parent.
   *
   * @param outer the outermost axis to gather
   * @param inner the axis of the column: {@code outer} or one within it
   * @param flat the column
   */
  @CheckReturnValue
  protected final <A extends @Nullable Object> List<Optional<A>> gatherOptional(
      Axis outer, Axis inner, List<A> flat) {
    List<@Nullable List<A>> lists = gather(outer, inner, flat);
    return new View<>(lists.size(), i -> Lists.only(lists.get(i)));
  }

  /**
   * A column of {@code Optional}s of which none is null: an empty one stands for it; a view.
   *
   * @param optionals the column
   */
  @CheckReturnValue
  protected final <A> List<Optional<A>> present(List<@Nullable Optional<A>> optionals) {
    return new View<>(optionals.size(), i -> Lists.orEmpty(optionals.get(i)));
  }

  /**
   * Repeats the parents' values for their elements; a view.
   *
   * @param axis the axis of the view
   * @param columnOfParent a column of the axis around it
   */
  @CheckReturnValue
  protected final <A extends @Nullable Object> List<A> spread(Axis axis, List<A> columnOfParent) {
    return new View<>(axis.size(), i -> columnOfParent.get(axis.parent(i)));
  }

  /**
   * Repeats values of any axis around for the elements within; a view.
   *
   * @param axis the axis of the view
   * @param ancestor the axis of the column: {@code axis} or one around it
   * @param columnOfAncestor the column
   */
  @CheckReturnValue
  protected final <A extends @Nullable Object> List<A> spread(
      Axis axis, Axis ancestor, List<A> columnOfAncestor) {
    return axis == ancestor
        ? columnOfAncestor
        : new View<>(axis.size(), i -> columnOfAncestor.get(axis.indexIn(ancestor, i)));
  }

  /**
   * A new column to be filled: its size is fixed, its values are null.
   *
   * @param axis its axis
   */
  @CheckReturnValue
  protected final <A extends @Nullable Object> List<A> column(Axis axis) {
    return Slots.column(axis.size());
  }

  /**
   * Whether an element's row has failed.
   *
   * @param axis the axis
   * @param element its position
   */
  @CheckReturnValue
  protected final boolean failed(Axis axis, int element) {
    Failures known = failures;
    return known != null && known.get(axis.row(element)) != null;
  }

  /** How many calls this is. */
  @CheckReturnValue
  public final int size() {
    return rows.size();
  }
}
