package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("up") List<String> ups(String text);

  @All("down") List<String> downs(String text);

  final class A {
    @Node @Elements("word") static Set<String> words(String text) { return Set.of(text); } // ERROR [NotAList] words has no elements: it is Set<String>. | Fix: make it List<String>.

    @Node static String up(String word) { return word; }

    @Node static java.util.stream.Stream<String> lines(String text) { return text.lines(); }

    @Node static String down(@Each("lines") String line) { return line; } // ERROR [NotAList] lines has no elements: it is Stream<String>. | Fix: make it List<String>.
  }
}
