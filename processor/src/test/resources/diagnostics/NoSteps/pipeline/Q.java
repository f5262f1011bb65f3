package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface Q {
  int r(int x);

  final class A {
    @Node static int r(int x) { return x; }
  }
}
