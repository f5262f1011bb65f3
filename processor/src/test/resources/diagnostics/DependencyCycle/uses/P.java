package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @Use(Q.class)
  int q(int x); // ERROR [DependencyCycle] Pipelines use each other: P → Q → P.

  final class Steps {
    @Node static int a(int q) { return q; }
  }
}
