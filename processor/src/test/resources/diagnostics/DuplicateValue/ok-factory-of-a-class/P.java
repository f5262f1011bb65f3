package test;

import dev.headrace.*;

@Pipeline
interface P {
  int size(String text);

  @StatefulResource
  final class Model {
    Model(int size) {}
  }

  final class A {
    @Node static int size(String text, Model model) { return 1; }

    @StatefulResource static Model model(String path) { return new Model(1); }

    @StatefulResource static Model other(String path) { return new Model(1); }
  }
}
