package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(int x);

  @From("usedDoubled") // ERROR [UnknownValue] Entry inner asks for usedDoubled, but nothing has that name
  int inner(int x);

  Both both(int x);

  @From("bothOutputs") // ERROR [UnknownValue] Entry again asks for bothOutputs, but nothing has that name
  Both again(int x);

  @Outputs
  record Both(int used) {}

  @Use(Inner.class)
  int used(int x);

  final class Steps {
    @Node static int sum(int used, int usedDoubled) { return used; } // ERROR [UnknownValue] Step Steps.sum takes usedDoubled, but nothing has that name
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
