package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  float score(float[] query, String text);

  final class A {
    @Node static float[] vector(String text) { return new float[3]; }

    @Node static float score(@Dim(2) float[] query, @Dim(3) float[] vector) { return 1; }
  }
}
