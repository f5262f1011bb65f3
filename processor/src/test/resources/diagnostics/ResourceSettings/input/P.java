package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input int words();

  @Input int threads();

  int size(String text, int k);

  @StatefulResource
  final class Model {
    Model(List<String> words, Integer threads) {} // ERROR [ResourceSettings] Resource Model takes List<String> words, but the input of that name is int.
  }

  final class A {
    @Node static int size(String text, Model model) { return 1; }
  }
}
