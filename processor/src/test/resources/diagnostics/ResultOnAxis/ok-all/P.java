package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("twice") List<Integer> list(@Elements("x") List<Integer> xs);

  int twice(int x);

  final class A {
    @Node static int twice(int x) { return 2 * x; }
  }
}
