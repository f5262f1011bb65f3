package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P extends AutoCloseable {
  @Input default int k() { return 1; }

  int twice(int x);

  default int thrice(int x) { return twice(x) + x; }

  @Override void close();

  final class A {
    @Node static int twice(int x, int k) { return k * x; }
  }
}
