package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int plus(int x, int twice); // ERROR [DuplicateValue] In entry plus, the value twice is given twice. | by parameter twice | and by A.twice(int) in test.P.A

  final class A {
    @Node static int twice(int x) { return 2 * x; }
    @Node static int plus(int x, int twice) { return x + twice; }
  }
}
