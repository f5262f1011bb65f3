package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource // ERROR [ResourceConstructors] Resource Model has 2 accessible constructors | @StatefulResource static Model model(…).
  final class Model {
    Model() {}

    Model(int size) {}
  }

  final class A {
    @Node static int a(int x, Model model) { return x; }
  }
}
