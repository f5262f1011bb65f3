package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int r(List<Integer> xs);

  @Input static int two() { return 2; } // ERROR [MisplacedAnnotation] @Input says nothing on method P.two. | Fix: remove it: @Input belongs on an abstract or default method of a pipeline.

  record Sizes(@Dim(2) float[] of) {}

  final class A {
    @Input static int one() { return 1; } // ERROR [MisplacedAnnotation] @Input says nothing on method A.one.

    static int x(@Each("xs") int y, @Each("xs") int z) { return y; } // ERROR [MisplacedAnnotation] @Each says nothing in A.x, which is no step. | Fix: annotate A.x with @Node, if it is one.
    //           ^
    @Node static int r(@All("x") List<Integer> all, int one, int two) { return one; }
  }
}
