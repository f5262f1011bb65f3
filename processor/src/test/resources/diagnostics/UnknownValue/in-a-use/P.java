package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(int y);

  @Use(Inner.class)
  int lost(int x); // ERROR [UnknownValue] Step P.lost takes x, but nothing has that name

  @Use(Inner.class)
  int found(@From("y") int x);

  final class Steps {
    @Node static int sum(int lost, int found) { return lost + found; }
  }

  @Pipeline
  interface Inner {
    int twice(int x);

    final class Steps {
      @Node static int twice(int x) { return 2 * x; }
    }
  }
}
