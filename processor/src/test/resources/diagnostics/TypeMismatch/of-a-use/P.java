package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  List<String> shown(List<String> texts);

  @From("thorough") String answer(String question);

  @Use(Q.class)
  String clean(@Each("texts") String text);

  final class A {
    @Node static List<String> shown(List<String> clean) { return clean; } // ERROR [TypeMismatch] takes List<String>, but clean is String. | Fix: take all of its values: @All("clean").

    @Node @Elements("hard") static Optional<String> hardOne(String question) { return Optional.empty(); }

    @Node static String second(String hard) { return hard; }

    @Node static String thorough(@All("second") List<String> all) { return ""; } // ERROR [TypeMismatch] takes List<String>, but @All("second") is Optional<String>. | Fix: change the parameter to Optional<String>.
  }

  @Pipeline
  interface Q {
    String clean(String text);

    final class B {
      @Node static String clean(String text) { return text; }
    }
  }
}
