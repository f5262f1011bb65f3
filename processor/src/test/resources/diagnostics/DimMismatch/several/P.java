package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input @Elements("passage") List<String> passages();

  Both both(String text);

  record Doc(@Dim(3) float[] vector) {}

  @Outputs record Both(float score, @Dim(2) @From("doc.vector") float[] part) {} // ERROR [DimMismatch] Component part of Both takes 2 numbers, but docVector has 3

  final class A {
    @Dim(4) @BatchNode static List<float[]> passageVector(List<String> passage) { return List.of(); }

    @Node static Doc doc(String text) { return new Doc(new float[3]); }

    @Node static float score(
        @Dim(5) @All("passageVector") List<float[]> all, // ERROR [DimMismatch] Parameter all of A.score takes 5 numbers, but passageVectorList has 4 | Fix: change one of the two @Dim
        @Dim(6) @From("doc.vector") float[] vector) { // ERROR [DimMismatch] Parameter vector of A.score takes 6 numbers, but docVector has 3
      return 1;
    }
  }
}
