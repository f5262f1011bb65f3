package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("b") List<Integer> all(@Elements("x") List<Integer> xs);

  final class Steps {
    @BatchNode(maxBatchSize = 10, cost = "weight", maxBatchCost = 10)
    static List<Integer> a(List<Integer> x) { return x; }

    @BatchNode(cost = "weight", maxBatchCost = 2)
    static List<Integer> c(List<Integer> a) { return a; }

    @BatchNode(maxBatchSize = 100, cost = "weight", padded = true)
    static List<Integer> b(List<Integer> c) { return c; }

    static int weight(int x) { return x; }
  }
}
