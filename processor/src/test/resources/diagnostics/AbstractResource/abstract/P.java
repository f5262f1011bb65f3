package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource // ERROR [AbstractResource] Resource Model is abstract and has no factory.
  interface Model {}

  final class A {
    @Node static int a(int x, Model model) { return x; }
  }
}
