package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams whose results are asked for all at once, so that the source pushes its rows. */
@Timeout(60)
class PushedStreamTest {
  private final ResourcePool<Model> pool = Model.pool(1);
  private final Calls calls = new Calls("Test", new StreamBounds(4, 2), CallLimit.NONE);
  private final AtomicInteger pushed = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final List<Integer> got = new ArrayList<>();

  @AfterEach
  void closeAll() {
    calls.close(); // nothing may be under way
    pool.close();
  }

  private Stream<Integer> source(int n) {
    return IntStream.range(0, n)
        .boxed()
        .peek(x -> pushed.incrementAndGet())
        .onClose(closed::incrementAndGet);
  }

  private Stream<Integer> times10(Stream<Integer> source) {
    BatchStep<Model, Integer> step = Model.times10(4);
    return calls.all(source, xs -> new StepChunk<>(step, pool, xs));
  }

  private static List<Integer> tens(int n) {
    return IntStream.range(0, n).mapToObj(x -> x * 10).toList();
  }

  @Test
  void allComesInOrderAndNoMoreIsInMemoryThanTheBoundsSay() {
    times10(source(1_001)).forEach(result -> {
      got.add(result);
      assertThat(pushed.get() - got.size()).isBetween(0, 8); // two chunks of four
    });
    assertThat(got).isEqualTo(tens(1_001));
  }

  @Test
  void lessThanAChunk() {
    times10(source(3)).forEach(got::add);
    assertThat(got).isEqualTo(tens(3));
    times10(source(0)).forEach(got::add);
    assertThat(got).hasSize(3);
  }

  @Test
  void anEndlessListWithinTheSourceIsNoMoreThanOthers() {
    Stream<Integer> endless = Stream.of(1)
        .flatMap(one -> Stream.iterate(0, x -> x + 1).peek(x -> pushed.incrementAndGet()));
    assertThatThrownBy(() -> times10(endless).forEach(result -> {
          got.add(result);
          if (got.size() == 10) {
            throw new IllegalStateException("enough");
          }
        }))
        .hasMessage("enough");
    assertThat(got).isEqualTo(tens(10));
    assertThat(pushed.get()).isLessThan(20);
  }

  @Test
  void aSourceThatFailsGivesWhatCameBefore() {
    Stream<Integer> source = source(20).peek(x -> {
      if (x == 14) {
        throw new IllegalStateException("no more");
      }
    });
    assertThatThrownBy(() -> times10(source).forEach(got::add)).hasMessage("no more");
    assertThat(got).isEqualTo(tens(14));
    assertThat(closed).hasValue(1);
  }

  /** Throws what need not be declared where it is not known. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneaky(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void aSourceThatFailsWithWhatItDoesNotDeclareIsNotAtItsEnd() {
    Consumer<Integer> failing = x -> {
      if (x == 14) {
        PushedStreamTest.<RuntimeException>sneaky(new IOException("no more"));
      }
    };
    assertThatThrownBy(() -> times10(source(20).peek(failing)).forEach(got::add))
        .hasRootCauseMessage("no more");
    assertThat(got).isEqualTo(tens(14));
    assertThatThrownBy(
            () -> times10(source(20).peek(failing)).iterator().forEachRemaining(got::add))
        .hasRootCauseMessage("no more");
    assertThat(got).hasSize(28);
  }

  @Test
  void aRowThatFailsIsThrownInItsPlaceAndEndsTheStream() {
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .maxBatchSize(4)
        .calling((model, batch) -> {
          if (batch.column(0).contains(21)) {
            throw new IllegalArgumentException("bad");
          }
          return model.times10(batch.column(0));
        });
    Function<List<Integer>, Chunk<Integer>> chunks = xs -> new StepChunk<>(step, pool, xs);
    assertThatThrownBy(() -> calls.all(source(1_000), chunks).forEach(got::add))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("row 21");
    assertThat(got).isEqualTo(tens(21));
    assertThat(pushed.get()).isLessThan(32);
    assertThat(closed).hasValue(1);
  }

  @Test
  void whatTheConsumerThrowsEndsTheStreamAndClosesTheSource() {
    for (int at : new int[] {0, 9, 1_000}) { // the last of them once the source is at its end
      got.clear();
      assertThatThrownBy(() -> times10(source(1_001)).forEach(result -> {
            if (result == at * 10) {
              throw new UnsupportedOperationException("not this one");
            }
            got.add(result);
          }))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(got).isEqualTo(tens(at));
    }
    assertThat(closed).hasValue(3);
  }

  @Test
  void aSourceThatKeepsWhatIsThrownThroughItHidesNothing() {
    Iterator<Integer> from = source(100).iterator();
    Spliterator<Integer> going = new Spliterators.AbstractSpliterator<>(100, 0) {
      @Override
      public boolean tryAdvance(Consumer<? super Integer> action) {
        boolean more = from.hasNext();
        try {
          if (more) {
            action.accept(from.next());
          }
        } catch (RuntimeException e) {
          // goes on
        }
        return more;
      }
    };
    Stream<Integer> swallowing = StreamSupport.stream(going, false);
    assertThatThrownBy(() -> times10(swallowing).forEach(result -> {
          got.add(result);
          if (result == 70) {
            throw new IllegalStateException("enough");
          }
        }))
        .hasMessage("enough");
    assertThat(got).isEqualTo(tens(8));
  }

  @Test
  void aStreamThatItsConsumerClosesEnds() {
    Stream<Integer> results = times10(source(1_000));
    results.forEach(result -> {
      got.add(result);
      if (result == 100) {
        results.close();
      }
    });
    assertThat(got).isEqualTo(tens(11));
    assertThat(pushed.get()).isLessThan(24);
    assertThat(closed.get()).isPositive();
  }

  @Test
  void whatIsLeftAfterTheFirstIsPushedToo() {
    var results = times10(source(50)).spliterator();
    for (int i = 0; i < 3; i++) {
      assertThat(results.tryAdvance(got::add)).isTrue();
    }
    results.forEachRemaining(got::add);
    assertThat(got).isEqualTo(tens(50));
    assertThat(results.tryAdvance(got::add)).isFalse();
  }

  @Test
  void aClosedExecutorRefusesTheRest() {
    assertThatThrownBy(() -> times10(source(1_000)).forEach(result -> {
          got.add(result);
          calls.close();
        }))
        .isInstanceOf(ClosedException.class);
    assertThat(closed).hasValue(1);
  }
}
