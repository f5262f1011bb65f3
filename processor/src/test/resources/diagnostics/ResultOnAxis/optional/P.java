package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  String answer(String question); // ERROR [ResultOnAxis] Entry answer returns one answer | Fix: return them all: @All("answer") and an Optional. | Fix: let its step run where there is none, too: @All("thorough") Optional<String> thorough.

  final class A {
    @Node @Elements("hard") static Optional<String> hardOne(String question) { return Optional.empty(); }

    @Node static String thorough(String hard) { return hard; }

    @Node static String answer(String question, String thorough) { return thorough; }
  }
}
