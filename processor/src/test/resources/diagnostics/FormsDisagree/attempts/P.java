package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("a") List<Integer> as(@Elements("x") List<Integer> xs);

  final class Steps {
    @BatchNode(maxRetries = 2)
    static List<Integer> a(List<Integer> x) { return x; }

    @Node
    static int a(int x) { return x; } // ERROR [FormsDisagree] The two forms of a disagree on how often
  }
}
