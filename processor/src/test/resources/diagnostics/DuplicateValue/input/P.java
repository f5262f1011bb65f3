package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input int k();

  int plus(int x);

  final class A {
    @Node static int k(int x) { return 2 * x; } // ERROR [DuplicateValue] The value k is given twice. | input k() of P
    @Node static int plus(int x, int k) { return x + k; }
  }
}
