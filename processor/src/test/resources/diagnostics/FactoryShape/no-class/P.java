package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  final class A {
    @StatefulResource static int size() { return 1; } // ERROR [FactoryShape] The factory A.size builds int, which is no class. | Fix: build a class of its own that holds it.
  //^
    @StatefulResource static float[] weights() { return null; } // ERROR [FactoryShape] The factory A.weights builds float[], which is no class.

    @StatefulResource static void nothing() {} // ERROR [FactoryShape] The factory A.nothing builds nothing. | Fix: return what it builds.

    @Node static int twice(int x, float[] weights) { return x; }
  }
}
