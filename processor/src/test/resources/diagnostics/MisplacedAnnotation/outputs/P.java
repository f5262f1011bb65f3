package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  Both both(@Elements("x") List<Integer> xs);

  @Outputs
  record Both(@All("twice") @From("xs") List<Integer> twice) {} // ERROR [MisplacedAnnotation] @All and @From stand on component twice of Both

  final class Steps {
    @Node static int twice(int x) { return 2 * x; }
  }
}
