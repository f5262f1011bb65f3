package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x, int y);

  final class A {
    @Node static int a(int x, @Shared int y) { return x; } // ERROR [MisplacedAnnotation] @Shared | y
  }
}
