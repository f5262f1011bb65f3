package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("sum") List<List<Integer>> sums(@Elements("a") List<List<Integer>> as, @Elements("b") List<List<Integer>> bs);

  final class A {
    @Node static int sum(@Each("a") int x, @Each(value = "b", with = "a") int y) { return x + y; } // ERROR [LockstepApart] b cannot go in lockstep with a: they lie on different axes. | b is on [bs] | a is on [as] | within = "a"
  }
}
