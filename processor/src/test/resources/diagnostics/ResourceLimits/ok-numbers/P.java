package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource(gpus = 1, maxConcurrency = 1, callsPerInstance = 4)
  final class Whole {}

  @StatefulResource(gpus = 0.99)
  final class Part {}

  final class A {
    @BatchNode static List<Integer> a(List<Integer> x, Whole whole, Part part) { return x; }
  }
}
