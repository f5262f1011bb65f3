package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("vector") List<float[]> vectors(@Elements("doc") List<String> docs);

  final class A {
    @BatchNode static float[][] vector(String[] doc) { return null; } // ERROR [NotABatch] Fix: return List<float[]>. // ERROR [NotABatch] Fix: declare it List<String> doc.

    @BatchNode static Collection<Integer> other(Set<String> text) { return null; } // ERROR [NotABatch] Fix: return List<Integer>. // ERROR [NotABatch] Fix: declare it List<String> text.
  }
}
