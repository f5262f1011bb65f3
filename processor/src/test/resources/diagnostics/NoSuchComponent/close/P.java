package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  String upper(Query query);

  record Query(String id, String text) {}

  final class A {
    @Node static String upper(@From("query.txt") String text) { return text; } // ERROR [NoSuchComponent] Query query has no component txt. | did you mean query.text? | its components are id, text.
    //                              ^
  }
}
