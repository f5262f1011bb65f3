package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(int y);

  @Use(Inner.class)
  int scaled(@From("y") int x); // ERROR [UnknownValue] Step P.scaled takes k, but nothing has that name | declare it as @Input int k()

  final class Steps {
    @Node static int sum(int scaled, int y) { return scaled + y; }
  }

  @Pipeline
  interface Inner {
    @Input int k();

    int scaled(int x);

    final class Steps {
      @Node static int scaled(int x, int k) { return k * x; }
    }
  }
}
