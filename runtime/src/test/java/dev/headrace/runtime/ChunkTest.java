package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ChunkTest {
  /** A chunk of one CPU stage, given as a function of the chunk. */
  private static final class CpuChunk extends Chunk<Object> {
    private final Function<CpuChunk, List<?>> stage;
    private List<Object> results;

    CpuChunk(int rows, boolean nullable, Function<CpuChunk, List<?>> stage) {
      super("entry", nullable, rows);
      this.stage = stage;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected boolean stage(int number) {
      if (number == 0) {
        results = (List<Object>) stage.apply(this);
      }
      return number == 0;
    }

    @Override
    protected List<Object> results() {
      return results;
    }
  }

  private static CpuChunk chunk(int rows, Function<CpuChunk, List<?>> stage) {
    return new CpuChunk(rows, false, stage);
  }

  private static HeadraceException failure(Outcome<?> outcome) {
    return ((Outcome.Failure<?>) outcome).failure();
  }

  @Test
  void aMapOverRaggedListsKeepsTheirShape() {
    List<List<Integer>> xs = Arrays.asList(List.of(1, 2), List.of(), null, List.of(3));
    CpuChunk doubled = new CpuChunk(4, true, c -> {
      Axis axis = c.open("xs", c.rows(), xs);
      List<Integer> x = c.elements(axis, xs);
      List<Integer> y = c.column(axis);
      c.each(axis, i -> y.set(i, x.get(i) * 2));
      return c.gather(axis, y);
    });
    assertThat(doubled.column()).containsExactly(List.of(2, 4), List.of(), null, List.of(6));
  }

  @Test
  void arraysOptionalsAndCollectionsHaveElements() {
    List<?> containers = List.of(
        new int[] {1, 2},
        Optional.of(3),
        Optional.empty(),
        Set.of(4),
        new LinkedList<>(Arrays.asList(5, null)));
    CpuChunk chunk = chunk(5, c -> {
      Axis axis = c.open("mixed", c.rows(), containers);
      assertThat(axis.isNull(2)).isFalse();
      return c.gather(axis, c.elements(axis, containers));
    });
    assertThat(chunk.column())
        .containsExactly(List.of(1, 2), List.of(3), List.of(), List.of(4), Arrays.asList(5, null));
  }

  @Test
  void aListThatCannotBeReadFailsItsRowOnly() {
    List<Integer> noSize = new AbstractList<>() {
      @Override
      public Integer get(int index) {
        return index;
      }

      @Override
      public int size() {
        throw new IllegalStateException("no session");
      }
    };
    List<Integer> noElement = new AbstractList<>() {
      @Override
      public Integer get(int index) {
        throw new IllegalStateException("not loaded");
      }

      @Override
      public int size() {
        return 2;
      }
    };
    List<List<Integer>> xs = List.of(List.of(1), noSize, noElement, List.of(2, 3));
    CpuChunk chunk = chunk(4, c -> {
      Axis axis = c.open("xs", c.rows(), xs);
      return c.gather(axis, c.elements(axis, xs));
    });
    assertThat(chunk.outcomes().get(0)).isEqualTo(new Outcome.Value<>(List.of(1)));
    assertThat(failure(chunk.outcomes().get(1)))
        .hasMessageContaining("failed on row 1: IllegalStateException: no session");
    assertThat(failure(chunk.outcomes().get(2)))
        .hasMessageContaining("failed on row 2: IllegalStateException: not loaded");
    assertThat(chunk.outcomes().get(3)).isEqualTo(new Outcome.Value<>(List.of(2, 3)));
  }

  @Test
  void gatheringFromAnOuterAxisFlattens() {
    List<List<List<Integer>>> xss =
        List.of(List.of(List.of(1, 2), List.of(3)), List.of(), List.of(List.of(), List.of(4)));
    CpuChunk flat = chunk(3, c -> {
      Axis outer = c.open("xss", c.rows(), xss);
      List<List<Integer>> xs = c.elements(outer, xss);
      Axis inner = c.open("xs", outer, xs);
      List<Integer> x = c.elements(inner, xs);
      assertThat(c.gather(inner, x))
          .containsExactly(List.of(1, 2), List.of(3), List.of(), List.of(4));
      return c.gather(outer, inner, x);
    });
    assertThat(flat.column()).containsExactly(List.of(1, 2, 3), List.of(), List.of(4));
  }

  @Test
  void gatheredListsCannotBeChangedAndAreNoViews() {
    List<List<Integer>> xs = List.of(List.of(1));
    CpuChunk chunk = chunk(1, c -> {
      Axis axis = c.open("xs", c.rows(), xs);
      List<Integer> flat = new ArrayList<>(List.of(1));
      List<List<Integer>> gathered = c.gather(axis, flat);
      flat.set(0, 2);
      return gathered;
    });
    assertThat(chunk.one()).isEqualTo(List.of(1));
    assertThatThrownBy(() -> ((List<?>) chunk.one()).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void spreadingRepeatsTheValuesAround() {
    List<List<Integer>> xs = List.of(List.of(1, 2), List.of(3));
    CpuChunk chunk = chunk(2, c -> {
      Axis axis = c.open("xs", c.rows(), xs);
      Axis inner = c.open("ys", axis, List.of(List.of(1), List.of(1, 2), List.of()));
      List<String> names = List.of("a", "b");
      assertThat(c.spread(axis, names)).containsExactly("a", "a", "b");
      assertThat(c.spread(inner, c.rows(), names)).containsExactly("a", "a", "a");
      assertThat(c.spread(c.rows(), c.rows(), names)).isSameAs(names);
      return names;
    });
    assertThat(chunk.column()).containsExactly("a", "b");
  }

  @Test
  void aFailureConcernsItsRowOnly() {
    List<Integer> seen = new ArrayList<>();
    CpuChunk chunk = chunk(3, c -> {
      c.describe("query", c.rows(), List.of("a", "b", "c"));
      List<Integer> column = c.column(c.rows());
      c.each(c.rows(), i -> {
        c.at("dense");
        if (i == 1) {
          throw new IllegalArgumentException("boom");
        }
        column.set(i, i);
      });
      c.each(c.rows(), seen::add);
      return column;
    });
    List<Outcome<Object>> outcomes = chunk.outcomes();
    assertThat(outcomes.get(0)).isEqualTo(new Outcome.Value<Object>(0));
    assertThat(outcomes.get(2).orThrow()).isEqualTo(2);
    assertThat(failure(outcomes.get(1)))
        .isInstanceOfSatisfying(NodeException.class, e -> {
          assertThat(e.node()).isEqualTo("dense");
          assertThat(e.row()).isEqualTo(1);
          assertThat(e.element()).isEqualTo("query = b");
        })
        .hasMessage("dense failed on row 1 (query = b): IllegalArgumentException: boom")
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(seen).containsExactly(0, 2);
    assertThatThrownBy(chunk::column).isSameAs(failure(outcomes.get(1)));
  }

  @Test
  void anElementsFailureFailsItsWholeRowAndNamesBoth() {
    List<List<Integer>> xs = List.of(List.of(1, 2, 3), List.of(4));
    List<Integer> seen = new ArrayList<>();
    CpuChunk chunk = chunk(2, c -> {
      Axis axis = c.open("xs", c.rows(), xs);
      List<Integer> x = c.elements(axis, xs);
      c.describe("xs", c.rows(), xs);
      c.describe("x", axis, x);
      c.each("half", axis, i -> {
        seen.add(x.get(i));
        if (x.get(i) == 2) {
          throw new AssertionError("odd");
        }
      });
      return c.gather(axis, x);
    });
    assertThat(failure(chunk.outcomes().get(0)))
        .hasMessage("half failed on row 0 (x = 2, xs = [1, 2, 3]): AssertionError: odd");
    assertThat(chunk.outcomes().get(1).orThrow()).isEqualTo(List.of(4));
    assertThat(seen).containsExactly(1, 2, 4);
  }

  @Test
  void aNullResultFailsUnlessItMayBe() {
    List<Object> results = Arrays.asList("a", null);
    assertThat(failure(chunk(2, c -> results).outcomes().get(1)))
        .isInstanceOfSatisfying(NullResultException.class, e -> {
          assertThat(e.entry()).isEqualTo("entry");
          assertThat(e.row()).isEqualTo(1);
        })
        .hasMessageStartingWith("entry is null on row 1, but");
    CpuChunk described = chunk(2, c -> {
      c.describe("x", c.rows(), Arrays.asList(1, null));
      return results;
    });
    assertThat(failure(described.outcomes().get(1)))
        .hasMessageStartingWith("entry is null on row 1 (x = null), but its result cannot be null");
    assertThat(new CpuChunk(2, true, c -> results).column()).containsExactly("a", null);
  }

  @Test
  void requiredElementsAreNotNull() {
    List<List<String>> xs = List.of(Arrays.asList("a", null), List.of("b"));
    CpuChunk chunk = chunk(2, c -> {
      Axis axis = c.open("xs", c.rows(), xs);
      return c.gather(axis, c.required("x", axis, c.<String>elements(axis, xs)));
    });
    assertThat(failure(chunk.outcomes().get(0))).hasMessageStartingWith("x is null on row 0");
    assertThat(chunk.outcomes().get(1).orThrow()).isEqualTo(List.of("b"));
  }

  @Test
  void listsInLockstepHaveOneLength() {
    List<List<Integer>> xs = List.of(List.of(1, 2), List.of(3, 4), List.of(5));
    List<List<Integer>> ys = Arrays.asList(List.of(10, 20), List.of(30), null);
    CpuChunk chunk = chunk(3, c -> {
      Axis axis = c.open("xs", c.rows(), xs);
      c.lockstep(axis, "ys", ys);
      List<Integer> x = c.elements(axis, xs);
      List<Integer> y = c.elements(axis, ys);
      List<Integer> sum = c.column(axis);
      c.each(axis, i -> sum.set(i, x.get(i) + y.get(i)));
      return c.gather(axis, sum);
    });
    assertThat(chunk.outcomes().get(0).orThrow()).isEqualTo(List.of(11, 22));
    assertThat(failure(chunk.outcomes().get(1)))
        .hasMessage("ys and xs go in lockstep, but ys has 1 and xs has 2 on row 1");
    assertThat(failure(chunk.outcomes().get(2)))
        .hasMessage("ys and xs go in lockstep, but ys is null and xs has 1 on row 2");
  }

  @Test
  void longDescriptionsAreCutAndBadOnesForgiven() {
    Object rude = new Object() {
      @Override
      public String toString() {
        throw new IllegalStateException();
      }
    };
    List<Object> values = List.of("y".repeat(500), rude, Model.range(50));
    CpuChunk chunk = chunk(3, c -> {
      c.describe("x", c.rows(), values);
      c.each(c.rows(), i -> {
        throw new Exception("no");
      });
      return values;
    });
    assertThat(chunk.outcomes())
        .extracting(o -> ((NodeException) failure(o)).element())
        .satisfiesExactly(
            cut -> assertThat(cut).hasSize(200).endsWith("\u2026"),
            bad -> assertThat(bad).isEqualTo("x = ?"),
            many -> assertThat(many).isEqualTo("x = 50 elements"));
  }

  @Test
  void whatIsMissingAndWhatIsBoundComesThroughAsItIs() {
    InputValue<String> unbound = InputValue.unbound("passages");
    assertThatThrownBy(chunk(1, c -> List.of(unbound.get()))::one)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("input 'passages' is not bound. Fix: builder().passages(...)");
    Once<String> broken = Once.of("index", () -> {
      throw new Exception("no disk");
    });
    CpuChunk chunk = chunk(2, c -> {
      c.each("search", c.rows(), i -> broken.get());
      return c.column(c.rows());
    });
    assertThat(chunk.outcomes())
        .allSatisfy(o -> assertThat(failure(o)).hasMessage("index failed: Exception: no disk"));
  }

  @Test
  void aStageThatThrowsFailsTheRowsThatAreLeft() {
    CpuChunk chunk = chunk(2, c -> {
      c.each("first", c.rows(), i -> {
        if (i == 0) {
          throw new Exception("one");
        }
      });
      c.at("second");
      throw new IllegalStateException("all");
    });
    assertThat(chunk.outcomes())
        .extracting(o -> failure(o).getMessage())
        .containsExactly(
            "first failed on row 0: Exception: one",
            "second failed on row 1: IllegalStateException: all");
  }

  @Test
  void resultsOfTheWrongSizeFailAllRows() {
    assertThatThrownBy(chunk(2, c -> List.of("a"))::column)
        .hasMessage("entry gave 1 results for 2 rows");
  }

  @Test
  void noRowsNoResults() {
    assertThat(chunk(0, c -> c.column(c.rows())).column()).isEmpty();
  }

  @Test
  void aChunkRunsOnce() {
    int[] runs = {0};
    CpuChunk chunk = chunk(1, c -> {
      runs[0]++;
      return List.of("a");
    });
    chunk.run();
    chunk.run();
    assertThat(chunk.one()).isEqualTo("a");
    assertThat(runs[0]).isEqualTo(1);
  }
}
