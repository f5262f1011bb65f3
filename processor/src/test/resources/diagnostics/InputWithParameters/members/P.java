package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input int k(int j); // ERROR [InputWithParameters] @Input k has parameters.

  int twice(int x);

  int twice(int x, long y); // ERROR [OverloadedEntry] Two entries are called twice.

  <T> int thrice(T x); // ERROR [TypeParameters] Entry thrice has type parameters.

  final class A {
    @Node static int twice(int x) { return 2 * x; }
    @Node static int thrice(int x) { return 3 * x; }
  }
}
