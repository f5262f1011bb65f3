package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(int a, int b);

  @From("sum") int half(int a); // ERROR [UnknownValue] Entry half needs b, which only other entries are given. | Nodes.sum(int, int) in test.P.Nodes | Fix: add a parameter to the entry: int b. | Fix: declare it as an input: @Input int b().

  final class Nodes {
    @Node static int sum(int a, int b) { return a + b; }
  }
}
