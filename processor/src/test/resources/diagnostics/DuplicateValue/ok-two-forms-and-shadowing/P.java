package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input int k();

  int twice(int x);

  @From("twice") int with(int x, int k);

  @All("twice") List<Integer> all(@Elements("x") List<Integer> xs);

  final class A {
    @Node static int twice(int x, int k) { return k * x; }
    @BatchNode static List<Integer> twice(List<Integer> x, @Shared int k) { return x; }
  }
}
