package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("d") List<Integer> ds(@Elements("x") List<Integer> xs);

  final class Steps {
    @BatchNode(maxBatchCost = 10) // ERROR [BatchLimits] maxBatchCost of Steps.a says nothing
    static List<Integer> a(List<Integer> x) { return x; }

    @BatchNode(cost = "of") // ERROR [BatchLimits] cost of Steps.b says nothing | set maxBatchCost
    static List<Integer> b(List<Integer> a) { return a; }

    @BatchNode(cost = "of", maxBatchCost = -1) // ERROR [BatchLimits] maxBatchCost of Steps.c is negative
    static List<Integer> c(List<Integer> b) { return b; }

    @Node(maxRetries = -1, timeoutMillis = -1) // ERROR [BatchLimits] maxRetries of Steps.d is negative // ERROR [BatchLimits] timeoutMillis of Steps.d is negative
    static int d(int e) { return e; }

    @Node(retryOn = RuntimeException.class) // ERROR [BatchLimits] retryOn of Steps.e says nothing
    static int e(int c) { return c; }

    static int of(int x) { return x; }
  }
}
