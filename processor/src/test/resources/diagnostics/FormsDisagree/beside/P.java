package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  final class A {
    @Node static int twice(int x) { return 2 * x; }

    @BatchNode static List<Integer> twice(List<Integer> k) { return k; } // ERROR [FormsDisagree] The two forms of twice take different values.
  }
}
