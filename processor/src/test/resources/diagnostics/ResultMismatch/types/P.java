package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  String twice(int x); // ERROR [ResultMismatch] Entry twice returns String, but twice is int. | return int

  @From("twice") long wide(int x); // ERROR [ResultMismatch] Entry wide returns long, but twice is int.
  //    ^

  @All("twice") List<String> all(@Elements("x") List<Integer> xs); // ERROR [ResultMismatch] returns List<String>, but @All("twice") is List<Integer>.

  @From("twice") void nothing(int x); // ERROR [VoidResult] Entry nothing returns nothing

  final class A {
    @Node static int twice(int x) { return 2 * x; }
  }
}
