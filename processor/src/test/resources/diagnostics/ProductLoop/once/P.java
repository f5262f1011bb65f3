package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("sum") List<List<Integer>> sums(@Elements("x") List<Integer> xs, List<Integer> ys);
  @All("product") List<List<Integer>> products(@Elements("x") List<Integer> xs, List<Integer> ys);

  final class A {
    @Node static int sum(int x, @Each(value = "ys", within = "xs") int y) { return x + y; } // WARNING [ProductLoop] Step A.sum runs for every pair: the size of xs times that of ys.
    @Node static int product(int x, int sum, @Each(value = "ys", within = "xs") int y) { return x * y * sum; }
  }
}
