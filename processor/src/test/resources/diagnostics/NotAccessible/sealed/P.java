package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [NotAccessible] @Pipeline P is sealed. | The generated executor implements it. | Fix: remove `sealed` from it.
sealed interface P {
  int twice(int x);

  final class A {
    @Node static int twice(int x) { return 2 * x; }
  }
}

final class Fake implements P {
  @Override public int twice(int x) { return x; }
}
