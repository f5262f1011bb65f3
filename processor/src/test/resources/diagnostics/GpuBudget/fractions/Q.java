package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(gpus = 2) // ERROR [GpuBudget] Q may count on 2 GPUs | needs 3.
interface Q {
  int a(int x);

  @StatefulResource(gpus = 0.6) final class Large {}

  @StatefulResource(gpus = 0.5) final class Middle {}

  @StatefulResource(gpus = 0.7) final class Third {}

  final class A {
    @BatchNode static List<Integer> one(List<Integer> x, Large large) { return x; }
    @BatchNode static List<Integer> two(@From("one") List<Integer> y, Middle middle) { return y; }
    @BatchNode static List<Integer> a(@From("two") List<Integer> y, Third third) { return y; }
  }
}
