package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(int x);

  final class Nodes {
    @Node static int sum(int a, int b) { return a + b; }
    @Node static int a(int shared) { return shared; }
    @Node static int b(int shared, int a) { return shared + a; }
    @Node static int shared(int x) { return x; }
  }
}
