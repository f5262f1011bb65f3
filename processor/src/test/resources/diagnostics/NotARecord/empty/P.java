package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  Both both(int x); // ERROR [NotARecord] Entry both returns Both, which has no components

  @Outputs
  record Both() {}

  final class Steps {
    @Node static int twice(int x) { return 2 * x; }
  }
}
