package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("größe_1") List<Integer> all(@Elements("$x") List<Integer> xs);

  final class A {
    @Node("größe_1") static int size(int $x) { return $x; }
  }
}
