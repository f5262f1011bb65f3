package dev.headrace.bulk;

import dev.headrace.BatchNode;
import dev.headrace.Input;
import dev.headrace.Node;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import java.util.ArrayList;
import java.util.List;

/** What the tests run in bulk: a number squared by a model that does not like multiples of 13. */
@Pipeline
public interface Squares {
  record Item(int id, String text) {}

  record Square(int id, long square, float[] vector) {}

  @Input
  default int unit() {
    return 1;
  }

  Square square(Item item);

  @StatefulResource
  final class Model {
    public Model() {}

    List<Long> squares(List<Item> items) {
      List<Long> squares = new ArrayList<>();
      for (Item item : items) {
        if (item.id() % 13 == 5) {
          throw new IllegalArgumentException("unlucky " + item.text());
        }
        squares.add((long) item.id() * item.id());
      }
      return squares;
    }
  }

  final class Nodes {
    private Nodes() {}

    @Node
    static double scale(int unit) {
      if (unit < 0) {
        throw new IllegalArgumentException("negative unit");
      }
      return unit;
    }

    @BatchNode(maxBatchSize = 8)
    static List<Long> number(List<Item> item, Model model) {
      return model.squares(item);
    }

    @Node
    static Square square(Item item, long number, double scale) {
      return new Square(item.id(), number, new float[] {item.id() * 0.1f, (float) scale});
    }
  }
}
