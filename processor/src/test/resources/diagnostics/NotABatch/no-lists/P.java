package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  final class A {
    @BatchNode static int twice(int x) { return 2 * x; } // ERROR [NotABatch] Batch step A.twice returns int, not a List. | return List<Integer> // ERROR [NotABatch] Parameter x of batch step A.twice is int, not a List. | declare it List<Integer> x | use @Node
  }
}
