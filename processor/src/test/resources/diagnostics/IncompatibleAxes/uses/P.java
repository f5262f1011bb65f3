package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("pair") List<Integer> pairs(List<Integer> xs, List<Integer> ys);

  @All("sum") List<List<Integer>> sums(List<Integer> xs);

  @Use(Sum.class)
  int pair(@Each("xs") int n, @From("ys") List<Integer> ms);

  @Use(Sum.class)
  int sum(@Each("xs") int n, @From("xs") List<Integer> ms); // ERROR [IncompatibleAxes] Step P.sum runs for each element of xs, and the pipeline that it uses goes through xs itself

  @Pipeline
  interface Sum {
    int total(int n, @Elements("m") List<Integer> ms);

    final class Steps {
      @Node static int plus(int m) { return m + 1; }

      @Node static int total(int n, @All("plus") List<Integer> all) { return n + all.size(); }
    }
  }
}
