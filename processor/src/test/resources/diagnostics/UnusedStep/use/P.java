package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  @Use(Inner.class)
  int thrice(int x); // WARNING [UnusedStep] No entry needs thrice

  final class Steps {
    @Node static int twice(int x) { return 2 * x; }
  }

  @Pipeline
  interface Inner {
    int thrice(int x);

    final class Steps {
      @Node static int thrice(int x) { return 3 * x; }
    }
  }
}
