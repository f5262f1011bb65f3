package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(int x, @Elements("y") Map<String, Integer> ys); // ERROR [NotAList] ys has no elements: it is Map<String, Integer>.

  final class A {
    @Node static int one(@Each("x") int e) { return e; } // ERROR [NotAList] x has no elements: it is int. | take it as it is: @From("x") rather than @Each
    //                         ^
    @Node static int sum(@All("one") List<Integer> all, int y) { return 0; }
  }
}
