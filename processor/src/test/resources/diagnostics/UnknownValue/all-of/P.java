package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  List<Integer> lengths(@Elements("word") List<String> words); // ERROR [UnknownValue] Entry lengths asks for lengths | did you mean all of length? Put @All("length") on the entry.

  final class A {
    @Node static int length(String word) { return word.length(); }
  }
}
