package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input @Elements("passage") String[] passages();

  int find(String query);

  @StatefulResource
  final class Model {}

  final class A {
    @BatchNode static List<float[]> vector(List<String> passage, Model model) { return List.of(); } // NOTE [ComputedPerWorker] passages is a String[] | Fix: declare passages as a List

    @Node static int find(String query, @All("vector") List<float[]> vectors) { return 1; }
  }
}
