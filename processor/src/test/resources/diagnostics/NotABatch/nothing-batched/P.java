package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  @StatefulResource
  final class Model {}

  final class A {
    @BatchNode static List<Integer> twice(@Shared int x, Model model) { return List.of(x); } // ERROR [NotABatch] Batch step A.twice has no batched parameter.
  }
}
