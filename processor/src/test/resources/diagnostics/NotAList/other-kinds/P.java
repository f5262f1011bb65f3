package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("up") List<String> ups(@Elements("x") Collection<String> xs); // ERROR [OpaqueBoundary] Collection<String> is an interface | Fix: make it List<String>.

  @All("down") List<String> downs(@Elements("word") List<String> words);

  final class A {
    @Node static String up(String x) { return x; }

    @Node static String down(@Each("word") String w) { return w; } // ERROR [NotAList] word has no elements: it is String, one element of a list already. | Fix: take it as it is: @From("word") rather than @Each
  }
}
