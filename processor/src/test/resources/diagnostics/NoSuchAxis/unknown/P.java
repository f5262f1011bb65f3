package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("sum") List<Integer> sums(@Elements("x") List<Integer> xs, @Elements(value = "y", with = "xss") List<Integer> ys); // ERROR [NoSuchAxis] with = "xss" names no axis: nothing has that name. | did you mean xs?

  final class A {
    @Node static int sum(int y) { return y; }
  }

  int all(@Elements("y") List<Integer> ys, int k);

  final class B {
    @Node static int all(@All(value = "sum", over = "k") List<Integer> sums) { return sums.size(); } // ERROR [NoSuchAxis] over = "k" names no axis: k is int, no list, and there is one per call.
  }
}
