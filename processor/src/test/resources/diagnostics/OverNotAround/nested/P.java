package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All(value = "plus", over = "b") List<Integer> flat(@Elements("a") List<List<Integer>> as, @Elements("b") List<Integer> bs); // ERROR [OverNotAround] over = "b": plus does not lie on that axis. | plus is on [as, a] | over = "as" or over = "a"

  final class A {
    @Node static int plus(@Each("a") int x, @All("b") List<Integer> all) { return x + all.size(); }
  }
}
