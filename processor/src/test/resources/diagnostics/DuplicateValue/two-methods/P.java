package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x, String s);

  final class A {
    @Node static int twice(int x) { return 2 * x; }
    @Node("twice") static int other(String s) { return 0; } // ERROR [DuplicateValue] here: A.other(String) | and: A.twice(int)
    //    ^
  }
}
