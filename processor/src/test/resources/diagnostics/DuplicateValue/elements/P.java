package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int count(@Elements("x") List<Integer> xs, @Elements("x") List<Integer> ys); // ERROR [DuplicateValue] In entry count, the value x is given twice. | the elements of xs | the elements of ys

  final class A {
    @Node static int one(int x) { return 1; }
    @Node static int count(@All("one") List<Integer> all) { return all.size(); }
  }
}
