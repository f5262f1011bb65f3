package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int twice(int x);

  record Weights(float[] of) {}

  final class A {
    @StatefulResource static Weights weights() { return new Weights(new float[] {1}); }

    @Node static int twice(int x, Weights weights) { return x; }
  }
}
