package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  final class A {
    @Node static int a(int x, java.util.concurrent.ExecutorService pool) { return x; } // ERROR [UnknownValue] takes pool | one per call: x, b | on [c]: d | Fix: add a step: @Node static ExecutorService pool(…). | Fix: if it is a resource, like a model or a client, add a factory to a class with steps: @StatefulResource static ExecutorService pool(…).

    @Node static int b(int x) { return x; }

    @Node static List<Integer> c(int x) { return List.of(x); }

    @Node static int d(@Each("c") int c) { return c; }
  }
}
