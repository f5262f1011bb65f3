package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(gpus = 0) // ERROR [GpuBudget] R may count on 0 GPUs | needs 1. | let them run on the CPU: gpus = 0.
interface R {
  int a(int x);

  @StatefulResource(gpus = 0.5) final class One {}

  final class A {
    @BatchNode static List<Integer> a(List<Integer> x, One one) { return x; }
  }
}
