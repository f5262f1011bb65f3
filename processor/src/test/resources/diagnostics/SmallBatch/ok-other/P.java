package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(String text);

  int silenced(String text);

  @StatefulResource
  final class Model {}

  @StatefulResource(gpus = 1)
  final class Large {}

  final class A {
    @BatchNode(maxBatchSize = 2) static List<Integer> length(List<String> text, Model model) { return List.of(); }

    @BatchNode(maxBatchSize = 1) static List<Integer> size(List<Integer> length) { return length; }

    @SuppressWarnings("SmallBatch")
    @BatchNode(maxBatchSize = 1) static List<Integer> silenced(List<String> text, Large model) { return List.of(); }
  }
}
