package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int close(); // ERROR [GeneratedMethodClash] Entry close has the name of a method that every executor has.

  int r(int x);

  final class A {
    @Node static int r(int x) { return x; }
  }
}
