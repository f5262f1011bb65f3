package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("plus") List<List<Integer>> all(@Elements("row") List<List<Integer>> rows, int k);

  final class A {
    @Node static int size(List<Integer> row) { return row.size(); }
    @Node static int plus(@Each("row") int x, int size, int k) { return x + size + k; }
  }
}
