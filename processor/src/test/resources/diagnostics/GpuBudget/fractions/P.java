package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(gpus = 1) // ERROR [GpuBudget] needs 2. | One: gpus = 0.6 | let One, Other share a device: gpus that add up to at most 1.
interface P {
  int a(int x);

  @StatefulResource(gpus = 0.6) final class One {}

  @StatefulResource(gpus = 0.6) final class Other {}

  final class A {
    @BatchNode static List<Integer> one(List<Integer> x, One one) { return x; }
    @BatchNode static List<Integer> a(@From("one") List<Integer> y, Other other) { return y; }
  }
}
