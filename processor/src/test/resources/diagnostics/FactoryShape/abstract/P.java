package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  @StatefulResource Model model(); // ERROR [FactoryShape] The factory P.model is not an accessible static method. | Fix: declare it `static Model model(…)`.

  interface Model {}

  final class A {
    @Node static int twice(int x, Model model) { return x; }
  }
}
