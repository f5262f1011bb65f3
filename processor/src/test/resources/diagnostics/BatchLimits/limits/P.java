package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  int b(int x);

  final class A {
    @BatchNode(maxBatchSize = 0) static List<Integer> a(List<Integer> x) { return x; } // ERROR [BatchLimits] maxBatchSize of A.a is 0.
    //                        ^
    @BatchNode(maxDelayMicros = -1) static List<Integer> b(List<Integer> x) { return x; } // ERROR [BatchLimits] maxDelayMicros of A.b is negative.
    //                          ^
  }
}
