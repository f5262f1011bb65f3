package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  String answer(String question);

  @From("an answer") String other(String question); // ERROR [BadName] "an answer" is no name

  final class A {
    @Node static String answer(@From("") String question, @Each("") String each) { return ""; } // ERROR [BadName] "" is no name that a parameter could have. // ERROR [BadName] "" is no name that a parameter could have.
  }
}
