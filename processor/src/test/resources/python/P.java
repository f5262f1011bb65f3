package p;

import dev.headrace.*;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Plain words. */
@Pipeline
public interface P {
  /** Plain words. */
  @Input @Elements("elementOne") List<Row> inputOne();

  /** Plain words. */
  Row entryOne(String textOne, Row columnOne);

  /** Plain words. */
  @Input default Map<String, List<String>> inputTwo() {
    return Map.of();
  }

  /** Plain words. */
  @Input Map<String, List<Ranked<Row>>> inputThree();

  /** Plain words. */
  @Input default LocalDate datetime() {
    return LocalDate.EPOCH;
  }

  /** Plain words. */
  List<Ranked<Row>> entryTwo(
      Map<String, List<String>> tagsOfTheFirstKind, Map<String, Map<String, List<Double>>> tagsOfTheSecondKind);

  /** Plain words. */
  record Ranked<T>(T value, int place, Map<String, List<String>> moreTagsOfTheFirstKind) {}

  /** Plain words: only between steps. */
  record Between(int size) {}

  /** Plain words. */
  record Row(String fieldOne, int size) {}

  /** Plain words. */
  @StatefulResource(gpus = 1, maxConcurrency = 2)
  final class resourceOne {
    /** Plain words. */
    public resourceOne(String settingOne) {}
  }

  /** Plain words. */
  @StatefulResource
  final class SecondOne {
    /** Plain words. */
    public SecondOne(Map<String, List<String>> settingOne, Duration settingTwo, List<Instant> settingThree) {}
  }

  /** Plain words. */
  @StatefulResource
  final class ThirdOne {}

  final class Nodes {
    /** Plain words. */
    @BatchNode(maxBatchSize = 4)
    static List<Between> between(
        List<Map<String, List<String>>> tagsOfTheFirstKind, resourceOne resource, SecondOne second, ThirdOne third) {
      return tagsOfTheFirstKind.stream().map(t -> new Between(t.size())).toList();
    }

    /** Plain words. */
    @Node static List<Ranked<Row>> entryTwo(
        Between between,
        Map<String, Map<String, List<Double>>> tagsOfTheSecondKind,
        Map<String, List<String>> inputTwo,
        Map<String, List<Ranked<Row>>> inputThree) {
      return List.of();
    }

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
    @Node static Row entryOne(int stepOne, Row columnOne, int sum, LocalDate datetime) { return columnOne; }
  }
}
