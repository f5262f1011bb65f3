package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("b") List<Integer> all(@Elements("x") List<Integer> xs);

  final class Steps {
    @BatchNode(maxBatchSize = 11, cost = "weight", maxBatchCost = 10) // WARNING [BatchNeverFull] Batches of Steps.a never reach maxBatchSize = 11: maxBatchCost = 10 cuts them before. | lower maxBatchSize to at most 10
    //                        ^
    static List<Integer> a(List<Integer> x) { return x; }

    @SuppressWarnings("BatchNeverFull")
    @BatchNode(maxBatchSize = 11, cost = "weight", maxBatchCost = 10, padded = true)
    static List<Integer> b(List<Integer> a) { return a; }

    static int weight(int x) { return x; }
  }
}
