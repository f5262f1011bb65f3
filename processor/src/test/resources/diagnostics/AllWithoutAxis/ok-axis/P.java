package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(@Elements("x") List<Integer> xs);

  @All("x") List<Integer> same(@Elements("x") List<Integer> xs);

  final class A {
    @Node static int sum(@All("x") List<Integer> all) { return 0; }
  }
}
