package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("a") List<Integer> all(@Elements("x") List<Integer> xs);

  int b(int y);

  final class A {
    @Node
    @BatchNode // ERROR [MisplacedAnnotation] @Node and @BatchNode stand on step A.a, which can only be one of them.
    static List<Integer> a(List<Integer> x) { return x; }

    @Node
    @BatchNode // ERROR [MisplacedAnnotation] @Node and @BatchNode stand on step A.b, which can only be one of them.
    static int b(int y) { return y; }
  }
}
