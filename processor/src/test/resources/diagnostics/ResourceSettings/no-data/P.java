package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource
  final class Model {
    Model(String path, java.util.concurrent.ExecutorService pool) {} // ERROR [ResourceSettings] Resource Model cannot be given ExecutorService pool. | make ExecutorService a @StatefulResource too
    //                                                      ^
  }

  final class A {
    @Node static int a(int x, Model model) { return x; }
  }
}
