package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  final class Model<T> {}

  final class A {
    @StatefulResource static Model<String> model() { return new Model<>(); }

    @Node static int a(int x, Model<String> model) { return x; }
  }
}
