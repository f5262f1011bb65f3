package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource
  final class Model {
    Model(
        Set<String> words, // ERROR [ResourceSettings] cannot be given Set<String> words. | Fix: make it List<String>.
        Options options) {} // ERROR [ResourceSettings] cannot be given Options options. | Fix: make Options a record of such parts.
  }

  final class Options {}

  final class A {
    @Node static int a(int x, Model model) { return x; }
  }
}
