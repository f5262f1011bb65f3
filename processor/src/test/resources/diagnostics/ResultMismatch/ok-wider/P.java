package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  Integer twice(int x);

  @From("twice") java.util.concurrent.CompletableFuture<Integer> later(int x);

  @All("twice") List<Integer> all(@Elements("x") List<Integer> xs);

  final class A {
    @Node static int twice(int x) { return 2 * x; }
  }
}
