package test;

import dev.headrace.*;

@Pipeline
interface Q {
  int b(int x);

  @Use(P.class)
  int p(int x);

  final class Steps {
    @Node static int b(int p) { return p; }
  }
}
