package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @Use(Inner.class)
  int grown(@From("b") int x); // ERROR [DependencyCycle] Steps need each other: grown → b → grown.

  final class Steps {
    @Node static int a(int x, int grown) { return grown; }

    @Node static int b(int grown) { return grown; }
  }

  @Pipeline
  interface Inner {
    int plusOne(int x);

    final class Steps {
      @Node static int doubled(int x) { return 2 * x; }

      @Node static int plusOne(int doubled) { return doubled + 1; }
    }
  }
}
