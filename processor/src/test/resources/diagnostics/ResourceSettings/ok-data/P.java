package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input List<String> words();

  int a(int x);

  record Options(int size, Map<String, Double> weights) {}

  @StatefulResource
  final class Model {
    Model(String path, Options options, List<String> words, dev.headrace.runtime.Device device) {}
  }

  final class A {
    @Node static int a(int x, Model model) { return x; }
  }
}
