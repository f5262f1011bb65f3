package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("length") List<Integer> lengths(@Elements("text") List<String> texts);

  final class Nodes {
    @Node static int length(@Each("texts") int text) { return text; } // ERROR [TypeMismatch] Parameter text of Nodes.length takes int, but text is String.
  }
}
