package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int again(int x);

  final class Nodes {
    @Node static int again(int x, int again) { return x; } // ERROR [DependencyCycle] A step needs itself: again → again. | Nodes.again takes again | rename it
  }
}
