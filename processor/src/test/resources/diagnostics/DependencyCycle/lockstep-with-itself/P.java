package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("same") List<Integer> all(@Elements(value = "x", with = "xs") List<Integer> xs); // ERROR [DependencyCycle] A list goes in lockstep with itself: x → x. | Fix: leave out `with`.

  final class A {
    @Node static int same(int x) { return x; }
  }
}
