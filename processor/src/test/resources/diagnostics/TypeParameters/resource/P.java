package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource // ERROR [TypeParameters] Resource Model<T> has type parameters. | @StatefulResource static Model<…> model(…).
  final class Model<T> {
    Model(T of) {}
  }

  final class A {
    @Node static int a(int x, Model<String> model) { return x; }
  }
}
