package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("vector") List<float[]> vectors(@Elements("doc") List<String> docs);

  List<Integer> sizes(List<String> words);

  int first(String text);

  final class A {
    @Node static List<float[]> vector(List<String> doc) { return List.of(); } // ERROR [TypeMismatch] takes List<String>, but doc is String. | Fix: if it is a step over batches: @BatchNode.

    @BatchNode static List<Integer> sizes(List<String> words) { return List.of(); } // ERROR [TypeMismatch] takes String, but words is List<String>. | Fix: if it takes the whole List<String> at once: @Node.

    @Node static Optional<String> word(String text) { return Optional.empty(); }

    @Node static int first(String word) { return 1; } // ERROR [TypeMismatch] takes String, but word is Optional<String>. | Fix: run only where there is one: @Each("word").
  }
}
