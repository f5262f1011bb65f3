package dev.headrace.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.bulk.Bulk;
import dev.headrace.bulk.Kills;
import dev.headrace.bulk.Sink;
import dev.headrace.bulk.Source;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class KillTest {
  private static final int ROWS = 20_000;

  record Item(int id, String text) {}

  /** A run in a process of its own. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println("begins");
      run(Path.of(arguments[0]));
    }
  }

  private static Path in(Path directory, String name) {
    return directory.resolve(name + ".parquet");
  }

  /** Every thirteenth row fails. */
  private static void run(Path directory) throws IOException {
    Bulk.of(
            (Stream<Item> items) -> items.map(KillTest::doubled),
            Parquet.from(in(directory, "input"), Item.class),
            Parquet.to(in(directory, "output"), Item.class),
            directory.resolve("checkpoint"))
        .checkpointEvery(Duration.ofMillis(5))
        .run();
  }

  private static Outcome<Item> doubled(Item item) {
    return item.id() % 13 == 5
        ? new Outcome.Failure<>(new NodeException("doubled", item.id(), "unlucky " + item.id()))
        : new Outcome.Value<>(new Item(item.id() * 2, item.text()));
  }

  private static List<Item> output(Path directory) throws IOException {
    List<Item> items = new ArrayList<>();
    try (Source.Reader<Item> reader =
        Parquet.from(in(directory, "output"), Item.class).open(0)) {
      for (Source.Row<Item> row = reader.next(); row != null; row = reader.next()) {
        items.add(row.value());
      }
    }
    return items;
  }

  @Test
  void aKilledRunLosesAndDoublesNothing(@TempDir Path directory) throws Exception {
    Kills.survive(
        Program.class,
        new Kills.Job() {
          @Override
          public void prepare(Path place) throws IOException {
            Sink<Item> sink = Parquet.to(in(place, "input"), Item.class);
            sink.claim();
            try (Sink.Writer<Item> writer = sink.open(Sink.NOTHING)) {
              for (int i = 0; i < ROWS; i++) {
                writer.write(new Item(i, "item " + i));
              }
              sink.publish(writer.commit());
            }
          }

          @Override
          public void resume(Path place) throws IOException {
            run(place);
          }

          @Override
          public Path output(Path place) {
            return in(place, "output");
          }

          @Override
          public void check(Path place, Path undisturbed, String run) throws IOException {
            assertThat(KillTest.output(place))
                .as(run)
                .isEqualTo(IntStream.range(0, ROWS)
                    .filter(i -> i % 13 != 5)
                    .mapToObj(i -> new Item(i * 2, "item " + i))
                    .toList());
            assertThat(place.resolve("checkpoint/failures.jsonl"))
                .as(run)
                .hasSameTextualContentAs(undisturbed.resolve("checkpoint/failures.jsonl"));
          }
        },
        directory);
  }
}
