package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  Both both(int x);

  @Outputs
  record Both(
      String twice, // ERROR [TypeMismatch] Component twice of Both takes String, but twice is int | change the component to int
      @From("twice") long wide) {}

  final class Steps {
    @Node static int twice(int x) { return 2 * x; }
  }
}
