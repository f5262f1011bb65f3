package test;

import dev.headrace.*;

@Pipeline(nodes = MiniLm.class)
interface P {
  int size(String text);

  final class A {
    @Node static int size(String text, Encoder encoder) { return 1; }
  }
}
