package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(@Elements("x") List<Integer> xs); // ERROR [ResultOnAxis] Entry twice returns one twice, but there is one for each of [xs]. | @All("twice")

  final class A {
    @Node static int twice(int x) { return 2 * x; }
  }
}
