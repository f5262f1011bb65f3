package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("b") List<Integer> all(@Elements("the element") List<Integer> xs); // ERROR [BadName] "the element" is no name that a parameter could have.
  //                                    ^

  final class A {
    @Node("my-value") static int a(int y) { return y; } // ERROR [BadName] "my-value" is no name // ERROR [UnknownValue] takes y
    @Node("class") @Elements("1st") static List<Integer> c() { return List.of(); } // ERROR [BadName] "class" is no name // ERROR [BadName] "1st" is no name
    @Node static int b(@Each("xs") int x) { return x; }
  }
}
