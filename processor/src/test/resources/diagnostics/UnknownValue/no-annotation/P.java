package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int r(int x); // ERROR [UnknownValue] Entry r asks for r | Fix: annotate A.r with @Node: then it is a step, which gives r.

  int s(int x);

  @All("t") List<Integer> ts(@Elements("x") List<Integer> xs); // ERROR [UnknownValue] asks for t | Fix: annotate A.t with @BatchNode: then it is a step, which gives t.

  List<Integer> u(@Elements("x") List<Integer> xs); // ERROR [UnknownValue] asks for u | Fix: annotate A.u with @Node: then it is a step, which gives u.

  interface Model {}

  @StatefulResource
  final class Client {
    int sent(int x) { return x; }
  }

  final class A {
    static int r(int x) { return x; }

    static int twice(int x) { return 2 * x; }

    int thrice(int x) { return 3 * x; }

    static List<Integer> t(List<Integer> x, Client client) { return x; }

    static List<Integer> u(List<Integer> xs, Client client) { return xs; }

    static Model model() { return null; }

    @Node static int s(
        int twice, // ERROR [UnknownValue] takes twice | Fix: annotate A.twice with @Node: then it is a step, which gives twice.
    //      ^
        int thrice, // ERROR [UnknownValue] takes thrice | Fix: declare it static, and annotate A.thrice with @Node
        int sent, // ERROR [UnknownValue] takes sent | Fix: annotate Client.sent with @Node
        Model model, // ERROR [UnknownValue] takes model | annotate A.model with @Node | Fix: annotate it with @StatefulResource if it builds a resource
        Client client) {
      return twice;
    }
  }
}
