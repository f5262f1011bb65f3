package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  Holder holder(String text);

  record Holder(@Dim(2) List<Double> pair, @Dim(1) float[][] rows, Optional<Inner> inner) {}

  record Inner(@Dim(3) float[] vector) {}

  final class A {
    @Dim(3) @Node static List<List<Integer>> ids(String text) { return List.of(); }

    @Dim(4) @Node static float[][][] cube(String text) { return new float[1][1][4]; }

    @Dim(5) @Node static Optional<long[]> maybe(String text) { return Optional.empty(); }

    @Node static Holder holder(@Dim(3) List<List<Integer>> ids, @Dim(4) float[][][] cube, Optional<long[]> maybe) {
      return new Holder(List.of(), new float[1][1], Optional.empty());
    }
  }
}
