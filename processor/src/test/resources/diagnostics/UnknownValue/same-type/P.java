package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  String answer(String question);

  final class Nodes {
    @Node static List<String> words(String question) { return List.of(question); }
    @Node static String answer(List<String> pieces) { return ""; } // ERROR [UnknownValue] takes pieces | one per call: question, words | take another List<String>: @From("words"). | @Input List<String> pieces()
  }
}
