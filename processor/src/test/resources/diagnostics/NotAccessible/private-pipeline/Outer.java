package test;

import dev.headrace.*;
import java.util.*;

final class Outer {
  @Pipeline // ERROR [NotAccessible] @Pipeline P is private.
  private interface P {
    int a(int x);

    final class A {
      @Node static int a(int x) { return x; }
    }
  }
}
