package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("length") List<Integer> lengths(@Elements("words") List<List<String>> texts);

  @All("size") List<Integer> sizes(@Elements("words") List<List<String>> texts, int k);

  @StatefulResource(gpus = 1)
  final class Model {}

  final class A {
    @Node static int length(List<String> words, Model model) { return words.size(); } // WARNING [RowByRowResource] Step A.length calls Model | @BatchNode("length") static List<Integer> lengthBatch(List<List<String>> words, Model model).

    @Node static int size(List<String> words, int k, Model model) { return words.size(); } // WARNING [RowByRowResource] @BatchNode static List<Integer> size(List<List<String>> words, List<Integer> k, Model model).
  }
}
