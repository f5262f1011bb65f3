package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  int b(int x, int y);

  final class A {
    @Node static int a(int x) { return x; }
    @BatchNode static List<Long> a(List<Integer> x) { return List.of(); } // ERROR [FormsDisagree] The two forms of a give different types. | single: A.a(int) gives int | batch: A.a(List<Integer>) gives Long per element
    @Node static int b(int x, int y) { return x; }
    @BatchNode static List<Integer> b(List<Integer> x) { return x; } // ERROR [FormsDisagree] The two forms of b take different values. | single: A.b(int, int) takes x, y | batch: A.b(List<Integer>) takes x
  }
}
