package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(int x);

  @All("x") List<Integer> xs(int x); // ERROR [AllWithoutAxis] @All("x"): there is one x per call.

  final class A {
    @Node static int sum(@All("x") List<Integer> all) { return 0; } // ERROR [AllWithoutAxis] @All("x"): there is one x per call. | take it as it is: @From("x") | @Each or @Elements
    //                        ^
  }
}
