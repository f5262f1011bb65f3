package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("link") List<List<Integer>> links(@Elements("text") List<String> texts, List<String> tags);

  final class A {
    @Node static int link(String text, @Each(value = "texts", within = "texts") String other, @Each(value = "tags", within = "texts") String tag) { return 1; } // ERROR [IncompatibleAxes] | on [texts, texts] | on [texts, tags] | with = "texts" on the @Each or @Elements of tags | give a step to
  }
}
