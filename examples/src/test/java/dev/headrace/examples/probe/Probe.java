package dev.headrace.examples.probe;

import dev.headrace.All;
import dev.headrace.BatchNode;
import dev.headrace.Elements;
import dev.headrace.Input;
import dev.headrace.Node;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import dev.headrace.runtime.Device;
import java.util.List;

/** A small pipeline with all that workers, faults and clusters can do to it. */
@Pipeline
public interface Probe {
  /** Bound once, and measured on the GPU. */
  @Input
  @Elements("word")
  List<String> words();

  /** How long a text is, beside the words. */
  Answer answer(String text);

  /** The same, measured in a process of its own. */
  Answer apart(String text);

  /** A text, its length, and the length of all words. */
  record Answer(String text, int length, int total) {}

  /** On a GPU; up to two of them. */
  @StatefulResource(gpus = 1, maxConcurrency = 2)
  static Meter meter(String log, int millis, Device device) {
    return new Meter(log, millis, device);
  }

  /** In a process of its own. */
  @StatefulResource(useProcess = true)
  static Meter other(String log, int millis, Device device) {
    return new Meter(log, millis, device);
  }

  /** The steps. */
  final class Steps {
    private Steps() {}

    @BatchNode(maxBatchSize = 8)
    static List<Integer> wordLength(List<String> word, Meter meter) {
      return meter.lengths("wordLength", word);
    }

    @Node
    static int total(@All("wordLength") List<Integer> lengths) {
      return lengths.stream().mapToInt(Integer::intValue).sum();
    }

    @BatchNode(maxBatchSize = 8)
    static List<Integer> length(List<String> text, Meter meter) {
      return meter.lengths("length", text);
    }

    @BatchNode(maxBatchSize = 8)
    static List<Integer> otherLength(List<String> text, Meter other) {
      return other.lengths("otherLength", text);
    }

    @Node
    static Answer answer(String text, int length, int total) {
      return new Answer(text, length, total);
    }

    @Node
    static Answer apart(String text, int otherLength, int total) {
      return new Answer(text, otherLength, total);
    }
  }
}
