package test;

import dev.headrace.*;
import java.util.*;

final class Outer {
  static final class Steps {
    @Node static int s(int x) { return x; }
  }
}
