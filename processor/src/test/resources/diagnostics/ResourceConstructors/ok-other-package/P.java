package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  final class A {
    @Node static int twice(int x, other.Model model) { return x; }
  }
}
