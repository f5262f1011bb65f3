package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(int x);

  @Node int twice(int k); // ERROR [AbstractStep] Step P.twice is abstract

  @BatchNode List<Integer> thrice(List<String> x); // ERROR [AbstractStep] Step P.thrice is abstract

  final class A {
    @Node private static int m(int x) { return x; } // ERROR [NotAccessible]

    @Node static int twice(int x) { return 2 * x; }

    @Node static int sum(int twice, int thrice, int n) { return twice; } // ERROR [UnknownValue] takes n | Fix: take another int: @From("x"). | Fix: add a step
  }
}
