package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int c1(int x);

  final class Nodes {
    @Node static int c1(int x, int c2) { return x + c2; } // ERROR [DependencyCycle] Steps need each other: c1 → c2 → c1.
    @Node static int c2(int c1) { return c1; }
  }
}
