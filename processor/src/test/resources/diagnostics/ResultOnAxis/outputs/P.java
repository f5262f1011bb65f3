package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  Both both(@Elements("x") List<Integer> xs);

  @Outputs
  record Both(
      int twice, // ERROR [ResultOnAxis] Component twice of Both takes one twice | take them all: @All("twice")
      @All("twice") List<Integer> all) {}

  final class Steps {
    @Node static int twice(int x) { return 2 * x; }
  }
}
