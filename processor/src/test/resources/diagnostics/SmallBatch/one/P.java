package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int length(String text);

  @StatefulResource
  final class Model {}

  final class A {
    @BatchNode(maxBatchSize = 1) static List<Integer> length(List<String> text, Model model) { return List.of(); } // NOTE [SmallBatch] Batch step A.length calls Model for at most 1 element at a time. | called n times. | Fix: raise maxBatchSize | @SuppressWarnings("SmallBatch")
  }
}
