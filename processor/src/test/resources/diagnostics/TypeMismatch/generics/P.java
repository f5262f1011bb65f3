package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(String text);

  final class Nodes {
    @Node static List<Map<String, Integer>> counts(String text) { return List.of(); }
    @Node static int size(List<Map<String, Long>> counts) { return counts.size(); } // ERROR [TypeMismatch] Parameter counts of Nodes.size takes List<Map<String, Long>>, but counts is List<Map<String, Integer>>.
    //                                            ^
  }
}
