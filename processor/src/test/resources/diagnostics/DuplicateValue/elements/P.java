package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int count(@Elements("x") List<Integer> xs, @Elements("x") List<Integer> ys); // ERROR [DuplicateValue] The value x is given twice. | elements of xs | elements of ys

  final class A {
    @Node static int one(int x) { return 1; }
    @Node static int count(@All("one") List<Integer> all) { return all.size(); }
  }
}
