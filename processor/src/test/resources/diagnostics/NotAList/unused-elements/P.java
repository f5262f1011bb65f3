package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int same(@Elements("y") int x); // ERROR [NotAList] x has no elements: it is int.

  final class A {
    @Node static int same(int x) { return x; }
  }
}
