package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int out(int x);

  @From("out") int other(int x);

  int apart(int x);

  final class Nodes {
    @Node static int out(int a, int d) { return a + d; }
    @Node static int a(int x, int b) { return x + b; } // ERROR [DependencyCycle] Steps need each other: a → b → a. | Nodes.b takes a, Nodes.a takes b | split a step in two
    @Node static int b(int c, int a) { return c; }
    @Node static int c(int a) { return a; }
    @Node static int d(int e) { return e; } // ERROR [DependencyCycle] Steps need each other: d → f → e → d.
    @Node static int e(int f) { return f; }
    @Node static int f(int d, int b) { return d; }
    @Node static int apart(int apart) { return apart; } // ERROR [DependencyCycle] A step needs itself: apart → apart.
  }
}
