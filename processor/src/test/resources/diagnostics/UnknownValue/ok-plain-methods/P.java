package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int r(int x);

  static int helper(int x) { return x; }

  default int two(int x) { return 2 * r(x); }

  final class A {
    @Node static int twice(int x) { return twice(x, 1); }

    static int twice(int x, int by) { return x * by; }

    @Node static int r(int twice) { return twice; }
  }
}
