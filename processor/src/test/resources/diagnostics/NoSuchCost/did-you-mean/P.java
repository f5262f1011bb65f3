package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("a") List<Integer> as(@Elements("x") List<String> xs);

  @All("b") List<Integer> bs(@Elements("x") List<String> xs);

  final class A {
    static int length(String x) { return x.length(); }

    @BatchNode(cost = "lenght", maxBatchCost = 10) // ERROR [NoSuchCost] A.lenght, which is not there. | Fix: did you mean length?
    //                ^
    static List<Integer> a(List<String> x) { return null; }

    @BatchNode(cost = "A.length", maxBatchCost = 10) // ERROR [NoSuchCost] Fix: did you mean length? | Fix: write it for one element: static int length(String x).
    static List<Integer> b(List<String> x) { return null; }
  }
}
