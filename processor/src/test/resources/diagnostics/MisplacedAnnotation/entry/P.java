package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  record Best(String name) {}

  @From("best.name") @All("best") List<Best> names(@Elements("text") List<String> texts); // ERROR [MisplacedAnnotation] @From and @All stand on entry names

  final class Steps {
    @Node static Best best(String text) { return new Best(text); }
  }
}
