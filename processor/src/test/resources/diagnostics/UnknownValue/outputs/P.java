package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  Both both(int x); // ERROR [UnknownValue] Entry both needs y

  int other(int y);

  @Outputs
  record Both(
      int twice,
      int thrise, // ERROR [UnknownValue] Both takes thrise, but nothing has that name | did you mean thrice?
      @From("four") int four, // ERROR [UnknownValue] Both takes four, but nothing has that name
      int other) {}

  final class Steps {
    @Node static int twice(int x) { return 2 * x; }

    @Node static int thrice(int x) { return 3 * x; }

    @Node static int other(int y) { return y + 1; }
  }
}
