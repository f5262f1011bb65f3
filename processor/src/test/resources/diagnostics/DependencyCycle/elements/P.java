package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("sum") List<Integer> sums(@Elements(value = "x", with = "ys") List<Integer> xs, @Elements(value = "y", with = "xs") List<Integer> ys); // ERROR [DependencyCycle] Lists go in lockstep with each other: x → y → x. | leave out `with`

  final class Nodes {
    @Node static int sum(int x, int y) { return x + y; }
  }
}
