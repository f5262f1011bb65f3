package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("plus") List<List<Integer>> all(@Elements("row") List<List<Integer>> rows);

  final class A {
    @Node static int plus(@Each(value = "row", within = "rows") int x) { return x + 1; }
  }
}
