package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int plus(int x, int twice); // ERROR [DuplicateValue] The value twice is given twice. | parameter twice of entry plus | A.twice(int) in test.P.A

  final class A {
    @Node static int twice(int x) { return 2 * x; }
    @Node static int plus(int x, int twice) { return x + twice; }
  }
}
