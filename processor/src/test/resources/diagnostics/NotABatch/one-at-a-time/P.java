package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("size") List<Integer> sizes(List<String> texts);

  @All("both") List<Integer> boths(List<String> texts, Integer k);

  final class A {
    @BatchNode static List<Integer> size(@Each("texts") String text) { return List.of(1); } // ERROR [NotABatch] Parameter text of batch step A.size is String, not a List. | Fix: declare it List<String> text. | Fix: use @Node for a step over one element.

    @BatchNode static List<Integer> both(@Each("texts") String text, List<Integer> size, Integer k) { return size; } // ERROR [NotABatch] Parameter text of batch step | Fix: use @Node // ERROR [NotABatch] Parameter k of batch step A.both is Integer, not a List. | Fix: add @Shared
  }
}
