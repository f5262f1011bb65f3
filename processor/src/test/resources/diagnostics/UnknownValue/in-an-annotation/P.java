package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int total(List<Integer> numbers);

  final class Nodes {
    @Node static int twice(@Each("number") int n) { return 2 * n; } // ERROR [UnknownValue] takes number | did you mean numbers?
    //                           ^
    @Node static int total(@All("twices") List<Integer> all) { return all.size(); } // ERROR [UnknownValue] takes twices | did you mean twice?
    @Node static int unused(@From("nmbers") List<Integer> n) { return n.size(); } // ERROR [UnknownValue] takes nmbers | did you mean numbers?
  }
}
