package lib;

import dev.headrace.*;
import java.util.*;

public final class Steps {
  @BatchNode(cost = "near", padded = true) // ERROR [NoSuchCost] near(int) is not public, and lies in lib | Fix: make near(int) public: code in the package of P calls it.
  public static List<Integer> a(List<Integer> x) { return x; }

  @BatchNode(cost = "nearAndWide", padded = true) // ERROR [NoSuchCost] nearAndWide(int) returns long | Fix: write it for one element: static int nearAndWide(Integer x).
  public static List<Integer> b(List<Integer> x) { return x; }

  static int near(int x) { return x; }

  static long nearAndWide(int x) { return x; }
}
