package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int out(int x);

  @From("out") int other(int x);

  final class Nodes {
    @Node static int out(int a) { return a; }
    @Node static int a(int x, int b) { return x + b; } // ERROR [DependencyCycle] a → c → b → a
    @Node static int b(int c) { return c; }
    @Node static int c(int a) { return a; }
  }
}
