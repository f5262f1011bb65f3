package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("link") List<List<Integer>> links(@Elements("text") List<String> texts);
  @All("chain") List<List<List<Integer>>> chains(@Elements("text") List<String> texts);
  @All("hit") List<List<List<Integer>>> hits(List<String> queries, @Elements("doc") List<List<String>> docs);

  final class A {
    @Node static int vector(String text) { return 1; }
    @Node static int link(String text, int vector, @Each(value = "texts", within = "texts") String other, @Each(value = "vector", within = "texts") int otherVector) { return 1; } // WARNING [ProductLoop] Step A.link runs for every pair: the size of texts times that of texts. | A thousand of each are a million calls | Fix: take them all at once, as the list texts on a parameter, and search in it.
    @Node static int chain(int link, @Each(value = "texts", within = "link") String third) { return 1; } // WARNING [ProductLoop] Step A.chain runs for every combination of 3: the size of texts times that of texts times that of texts. | a billion
    @Node static int word(@Each("doc") String word) { return 1; }
    @Node static int hit(@Each("queries") String query, @Each(value = "word", within = "queries") int word) { return 1; } // WARNING [ProductLoop] runs for every pair: the size of queries times that of doc. | Fix: take them all at once, as @All("word") on a parameter
  }
}
