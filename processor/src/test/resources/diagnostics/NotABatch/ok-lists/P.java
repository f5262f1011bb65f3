package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x, int y);

  @StatefulResource
  final class Model {}

  final class A {
    @BatchNode(maxBatchSize = 2, maxDelayMicros = 10) static List<Integer> a(List<Integer> x, @Shared int y, Model model) { return x; }
    @Node static int a(int y, int x) { return x; }
  }
}
