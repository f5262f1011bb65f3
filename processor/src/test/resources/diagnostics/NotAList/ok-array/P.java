package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("one") List<Float> all(@Elements("row") float[][] rows);

  final class A {
    @Node static float norm(@Each("row") float e) { return e; }
    @Node static float one(@All("norm") List<Float> all) { return all.size(); }
  }
}
