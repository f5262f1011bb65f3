package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P extends A<Integer>, B {
  @Override @Input default int k() { return 2; }

  @Override Integer twice(Integer x);

  @Override @From("twice") Integer thrice(Integer x);

  final class Steps {
    @Node static int twice(int x, int k) { return k * x; }
  }
}
