package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("length") List<java.lang.Integer> lengths(@Elements("word") List<java.lang.String> words);

  final class A {
    @BatchNode static List<java.lang.Integer> length(List<java.lang.String> word) {
      return word.stream().map(java.lang.String::length).toList();
    }
  }
}
