package test;

import dev.headrace.*;
import java.util.*;

@SuppressWarnings("ProductLoop")
@Pipeline
interface P {
  @All("score") List<List<Integer>> scores(@Elements("query") List<String> queries, @Elements("doc") List<String> docs);

  final class A {
    @Node static int length(String doc) { return 1; }

    @Node static int score(String query, @Each(value = "length", within = "queries") int length, @Each(value = "docs", within = "queries") String doc) { return 1; }
  }
}
