package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("length") List<Integer> lengths(@Elements("word") List<String> words);

  @StatefulResource
  final class Connection {}

  final class A {
    @Node static int length(String word, Connection connection) { return 1; } // NOTE [RowByRowResource] Step A.length calls Connection for one element of [words] at a time. | an instance to itself | Fix: add the batch form: @BatchNode static List<Integer> length(List<String> word, Connection connection).
  }
}
