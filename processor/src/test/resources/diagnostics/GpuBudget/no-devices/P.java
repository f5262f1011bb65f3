package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(gpus = 1)
interface P {
  int a(int x);

  @StatefulResource(gpus = 1.5) // ERROR [ResourceLimits] gpus of resource One is 1.5.
  final class One {}

  final class A {
    @BatchNode static List<Integer> a(List<Integer> x, One one) { return x; }
  }
}
