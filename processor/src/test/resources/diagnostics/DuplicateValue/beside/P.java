package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("up") List<String> ups(@Elements("docs") List<String> docs); // ERROR [DuplicateValue] In entry ups, the value docs is given twice.

  String text(String text); // ERROR [DuplicateValue] In entry text, the value text is given twice.

  final class A {
    @Node static String up(String docs) { return docs; }

    @Node static String text(String text) { return text; }
  }
}
