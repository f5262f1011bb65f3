package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  final class A {
    @Node static int twice(int x) { return 2 * x; }
  }

  final class B {
    @BatchNode static List<Integer> twice(List<Integer> x) { return x; } // ERROR [DuplicateValue] The value twice is given twice. | put a @Node and a @BatchNode into one class
  }
}
