package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  Holder holder(String text, byte[] bytes);

  record Holder(@Dim(2) String text, Inner inner) {} // ERROR [BadDim] component text of Holder, which is String

  record Inner(@Dim(0) float[] vector) {} // ERROR [BadDim] The size that @Dim gives component vector of Inner is less than 1.

  final class A {
    @Dim(3) @Node static List<String> words(String text) { return List.of(); } // ERROR [BadDim] the result of step A.words, which is List<String>

    @Dim(-1) @Node static float[] vector(String text) { return new float[1]; } // ERROR [BadDim] The size that @Dim gives the result of step A.vector is less than 1.

    @Node static int size(@Dim(2) byte[] bytes) { return 1; } // ERROR [BadDim] parameter bytes of step A.size, which is byte[]

    @BatchNode static List<Integer> length(@Dim(0) List<float[]> vector) { return List.of(); } // ERROR [BadDim] The size that @Dim gives parameter vector of step A.length is less than 1. | @Dim(384)

    @Node static Holder holder(List<String> words, float[] vector, int size) { return new Holder("", null); }
  }
}
