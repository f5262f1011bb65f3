package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("product") List<Integer> products(@Elements("a") List<Integer> as, @Elements("b") List<Integer> bs);

  final class A {
    @Node static int product(int a, int b) { return a * b; } // ERROR [IncompatibleAxes] Step A.product takes b and a, which lie on different axes. | b is on [bs] | a is on [as] | @All("b")
  }
}
