package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  @Outputs
  final class Nothing {}

  final class Steps {
    @Node static int twice(int x) { return 2 * x; }
  }
}
