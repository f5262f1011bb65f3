package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  double sum(int a, Integer b, List<Integer> c);

  final class Nodes {
    @Node static double sum(long a, Number b, List<? extends Number> c, @From("a") Object e, @From("a") Integer f) { return a; }
  }
}
