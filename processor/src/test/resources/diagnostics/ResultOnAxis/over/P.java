package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int total(@Elements("doc") List<List<String>> docs); // ERROR [ResultOnAxis] Entry total returns one total | Fix: let its step take them along all axes at once: @All(value = "length", over = "docs").

  final class A {
    @Node static int length(@Each("doc") String s) { return 1; }

    @Node static int total(@All("length") List<Integer> lengths) { return 1; }
  }
}
