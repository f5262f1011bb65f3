package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource // ERROR [TypeParameters] Resource Model<T> has type parameters.
  final class Model<T> {}

  final class A {
    @Node static int a(int x, Model<String> model) { return x; } // ERROR [UnknownValue] takes model
  }
}
