package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
non-sealed interface P extends Parent {
  final class A {
    @Node static int twice(int x) { return 2 * x; }
  }
}
