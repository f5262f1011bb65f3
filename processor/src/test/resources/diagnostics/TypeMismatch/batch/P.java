package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("length") List<Integer> lengths(@Elements("text") List<String> texts);

  final class Nodes {
    @BatchNode static List<Integer> length(List<Integer> text) { return text; } // ERROR [TypeMismatch] takes Integer, but text is String | List<String>
  }
}
