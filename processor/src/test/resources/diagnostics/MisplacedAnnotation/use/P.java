package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int squared(int x);

  @All("again") List<Integer> all(List<Integer> xs);

  @Use(Inner.class) // ERROR [MisplacedAnnotation] @Use says nothing on method P.twice, which has a body
  default int twice(int x) { return x; }

  @Use(Inner.class)
  int again(@Each("xs") @From("xs") int x); // ERROR [MisplacedAnnotation] @Each and @From stand on parameter x of method P.again

  final class Steps {
    @Node static int squared(int twice) { return twice * twice; }
  }

  @Pipeline
  interface Inner {
    int twice(int x);

    final class Steps {
      @Node static int twice(int x) { return 2 * x; }
    }
  }
}
