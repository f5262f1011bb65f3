package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [NotAnInterface] @Pipeline P is not an interface.
abstract class P {
  abstract int twice(int x);

  static final class A {
    @Node static int twice(int x) { return 2 * x; }
  }
}
