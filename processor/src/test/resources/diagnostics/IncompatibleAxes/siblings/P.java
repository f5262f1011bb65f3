package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("product") List<Integer> products(@Elements("a") List<Integer> as, @Elements("b") List<Integer> bs);

  final class A {
    @Node static int twice(@Each("as") int x) { return 2 * x; }
    @Node static int product(int twice, int b) { return twice * b; } // ERROR [IncompatibleAxes] Step A.product takes b and twice, which lie on different axes. | b is on [bs] | twice is on [as] | with = "as" on the @Each or @Elements of bs | @Each(value = "bs", within = "twice") | bs itself or @All("twice")
  }
}
