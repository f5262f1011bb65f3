package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input String path();

  int find(String query);

  @StatefulResource
  final class Model {}

  final class A {
    @Node static List<String> lines(String path) { return List.of(path); }

    @BatchNode static List<float[]> vector(@Each("lines") List<String> line, Model model) { return List.of(); } // NOTE [ComputedPerWorker] lines is computed | Fix: take lines as an @Input

    @Node static int find(String query, @All("vector") List<float[]> vectors) { return 1; }
  }
}
