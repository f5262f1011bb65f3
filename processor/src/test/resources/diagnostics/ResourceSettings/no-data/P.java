package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource
  final class Model {
    Model(String path, java.util.concurrent.ExecutorService pool) {} // ERROR [ResourceSettings] Resource Model cannot be given ExecutorService pool. | ExecutorService is an interface | Fix: take the data that ExecutorService is made from, and make it in the constructor. | Fix: if it is a resource, like a model or a client, add a factory to a class with steps: @StatefulResource static ExecutorService pool(…).
    //                                                      ^
  }

  final class A {
    @Node static int a(int x, Model model) { return x; }
  }
}
