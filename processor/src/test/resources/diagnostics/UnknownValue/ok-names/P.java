package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input int base();

  int sum(int a, int b);

  @From("twice") int other(int a);

  @All("up") List<Integer> ups(@Elements("a") List<Integer> as);

  final class Nodes {
    @Node static int up(int a, int base) { return a + base; }
    @Node static int twice(@From("up") int a) { return 2 * a; }
    @Node static int sum(int a, int b) { return a + b; }
  }
}
