package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("link") List<Integer> links(@Elements("text") List<String> texts);

  final class A {
    @Node static float[] vector(String text) { return new float[1]; }

    @Node static int link(String text, @Each("vector") float[] v) { return 1; } // ERROR [TypeMismatch] takes float[], but each element of vector is float. | Fix: take vector itself: @From("vector").

    @Node static <T> String generic(T text) { return ""; } // ERROR [TypeParameters] Step A.generic has type parameters.
  }
}
