package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input @Elements("passage") List<String> passages();

  int find(String query);

  final class Tensor {}

  @StatefulResource
  final class Model {}

  final class A {
    @BatchNode static List<Tensor> tensor(List<String> passage, Model model) { return List.of(); } // NOTE [ComputedPerWorker] every worker process computes tensor with Model for all of passages itself. | No column can hold a Tensor | Fix: return data

    @Node static int find(String query, @All("tensor") List<Tensor> tensors) { return 1; }
  }
}
