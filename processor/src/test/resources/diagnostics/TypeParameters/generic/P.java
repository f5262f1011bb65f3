package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [TypeParameters] @Pipeline P has type parameters.
interface P<T> {
  int twice(int x);

  T same(T y);

  final class A {
    @Node static int twice(int x) { return 2 * x; }

    @Node static String same(String y) { return y; }
  }
}
