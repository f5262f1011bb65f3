package p;

import dev.headrace.*;
import java.util.List;

/** Plain words. */
@Pipeline
public interface P {
  /** Plain words. */
  @Input @Elements("elementOne") List<Row> inputOne();

  /** Plain words. */
  Row entryOne(String textOne, Row columnOne);

  /** Plain words. */
  record Row(String fieldOne, int size) {}

  /** Plain words. */
  @StatefulResource(gpus = 1, maxConcurrency = 2)
  final class resourceOne {
    /** Plain words. */
    public resourceOne(String settingOne) {}
  }

  final class Nodes {
    /** Plain words. */
    @BatchNode(maxBatchSize = 4)
    static List<Integer> boundOne(List<Row> elementOne, resourceOne resource) {
      return elementOne.stream().map(Row::size).toList();
    }

    /** Plain words. */
    @Node static int sum(@All("boundOne") List<Integer> sizes) { return sizes.size(); }

    /** Plain words. */
    @BatchNode(maxBatchSize = 4)
    static List<Integer> stepOne(List<String> textOne, resourceOne resource) {
      return textOne.stream().map(String::length).toList();
    }

    /** Plain words. */
    @Node static Row entryOne(int stepOne, Row columnOne, int sum) { return columnOne; }
  }
}
