package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input @Elements("passage") List<String> passages();

  @Input String prompt();

  int find(String query);

  final class Index {}

  @StatefulResource
  final class Model {}

  final class A {
    @Node static float[] promptVector(String prompt, Model model) { return new float[0]; }

    @BatchNode static List<float[]> vector(List<String> passage, Model model) { return List.of(); }

    @Node static Index index(@All("vector") List<float[]> vectors) { return new Index(); }

    @Node static int find(String query, Index index, float[] promptVector) { return 1; }
  }
}
