package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("score") List<List<Integer>> scores(@Elements("query") List<String> queries, @Elements("doc") List<String> docs);

  final class A {
    @Node static int length(String doc) { return 1; }

    @Node static int score(String query, int length, @Each(value = "docs", within = "queries") String doc) { return 1; } // ERROR [IncompatibleAxes] Step A.score takes length and doc | Fix: along the same inner loop: @Each(value = "length", within = "queries").
  }
}
