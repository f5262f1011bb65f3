package dev.headrace.examples.probe;

import dev.headrace.All;
import dev.headrace.BatchNode;
import dev.headrace.Dim;
import dev.headrace.Elements;
import dev.headrace.Input;
import dev.headrace.Node;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Orders that may be wrong in any way: types that text or numbers can fail to be. */
@Pipeline
public interface Intake {
  /** A ticket for an order. */
  Ticket ticket(Order order);

  /** What an image weighs in small pieces. */
  int weight(byte[] image, int pieces);

  /** Hundred shared among each of some. */
  @All("share")
  List<Integer> shares(@Elements("count") List<Integer> counts);

  /** Words, which only one entry needs. */
  @Input
  @Elements("word")
  List<String> words();

  /** Notes, which only the other one needs. */
  @Input
  @Elements("note")
  List<String> notes();

  /** How long a text and all words are. */
  int known(String text);

  /** How long a text and all notes are. */
  int noted(String text);

  /** How much it is. */
  enum Size {
    SMALL,
    LARGE
  }

  /** What is ordered; never less than none. */
  record Order(
      UUID id,
      Size size,
      short count,
      @Dim(2) float[] at,
      byte[] image,
      Map<String, List<String>> tags) {
    /** Refuses what no order can be. */
    public Order {
      if (count < 0) {
        throw new IllegalArgumentException("count is below 0: " + count);
      }
    }
  }

  /** When an order is due. */
  record Ticket(UUID id, String text, Instant due) {}

  /** Where it is ordered. */
  record Shop(Size size, LocalDate since) {}

  /** The steps. */
  final class Steps {
    private Steps() {}

    @StatefulResource
    static Shop small(Size size, LocalDate since) {
      return new Shop(size, since);
    }

    @StatefulResource
    static Shop large(Size size, LocalDate since) {
      return new Shop(size, since);
    }

    @Node
    static Ticket ticket(Order order, Shop large) {
      return switch (order.count()) {
        case 13 -> throw new IllegalStateException("no luck");
        case 14 -> new Ticket(order.id(), "half a \ud83d", Instant.EPOCH);
        case 15 -> new Ticket(order.id(), "", Instant.MAX);
        default -> new Ticket(order.id(), order.size() + " " + large, Instant.EPOCH);
      };
    }

    @Node
    static int weight(byte[] image, int pieces, Shop small) {
      return image.length / pieces;
    }

    @Node
    static int share(int count) {
      return 100 / count;
    }

    @BatchNode(maxBatchSize = 8)
    static List<Integer> wordLength(List<String> word, Shop small) {
      return word.stream().map(String::length).toList();
    }

    @BatchNode(maxBatchSize = 8)
    static List<Integer> noteLength(List<String> note, Shop large) {
      return note.stream().map(String::length).toList();
    }

    @Node
    static int known(String text, @All("wordLength") List<Integer> lengths) {
      return text.length() + lengths.stream().mapToInt(Integer::intValue).sum();
    }

    @Node
    static int noted(String text, @All("noteLength") List<Integer> lengths) {
      return text.length() + lengths.stream().mapToInt(Integer::intValue).sum();
    }
  }
}
