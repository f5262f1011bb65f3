package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("length") List<Integer> lengths(@Elements("word") List<String> words);

  @StatefulResource(callsPerInstance = 0)
  final class Client {}

  final class A {
    @Node static int length(String word, Client client) { return 1; }
  }
}
