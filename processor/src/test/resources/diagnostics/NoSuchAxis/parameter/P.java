package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("link") List<List<Integer>> links(@Elements("text") List<String> texts);

  final class A {
    @Node static int vector(String text) { return 1; }

    @Node static int link(String text, @Each(value = "texts", within = "texts") String other, @Each(value = "vector", within = "other") int otherVector) { return 1; } // ERROR [NoSuchAxis] within = "other" names no axis: only a parameter of the step has that name. | Fix: name what it takes: within = "texts".
  }
}
