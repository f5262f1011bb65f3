package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [GeneratedClassClash] a class with the name of test.P.PStages
interface P {
  int r(int x);

  final class PStages {
    @Node static int r(int x) { return x; }
  }
}
