package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P extends A, B {
  final class Steps {
    @Node static int twice(int x) { return 2 * x; }
  }
}
