package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("a") List<Integer> as(@Elements("x") List<Integer> xs);

  @All("b") List<Integer> bs(@Elements("x") List<Integer> xs);

  @All("c") List<Integer> cs(@Elements("x") List<Integer> xs);

  @All("d") List<Integer> ds(@Elements("x") List<Integer> xs);

  @All("e") List<Integer> es(@Elements("x") List<Integer> xs);

  final class Steps {
    @BatchNode(cost = "nothing", padded = true) // ERROR [NoSuchCost] Steps.nothing, which is not there | static int nothing(Integer x)
    static List<Integer> a(List<Integer> x) { return x; }

    @BatchNode(cost = "hidden", padded = true) // ERROR [NoSuchCost] hidden(int) is private | Fix: remove `private` from hidden(int), or from the class around it.
    static List<Integer> b(List<Integer> x) { return x; }

    @BatchNode(cost = "wide", padded = true) // ERROR [NoSuchCost] wide(int) returns long
    static List<Integer> c(List<Integer> x) { return x; }

    @BatchNode(cost = "instance", padded = true) // ERROR [NoSuchCost] instance(int) is not static
    static List<Integer> d(List<Integer> x) { return x; }

    @BatchNode(cost = "fitting", padded = true)
    static List<Integer> e(List<Integer> x) { return x; }

    @SuppressWarnings("unused")
    private static int hidden(int x) { return x; }

    static long wide(int x) { return x; }

    int instance(int x) { return x; }

    static int fitting(String x) { return 0; }

    static int fitting(long x) { return 1; }
  }
}
