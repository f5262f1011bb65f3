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
    @Node static int twice(int x) { return x + x; } // ERROR [DuplicateValue] The value twice is given twice. | here: B.twice(int) in test.P.B | and: A.twice(int) in test.P.A | @Node("…")
    //               ^
  }
}
