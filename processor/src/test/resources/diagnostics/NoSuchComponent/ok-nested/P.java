package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  String upper(Query query);

  record Id<T>(T value) {}

  record Query(Id<String> id, String text) {}

  final class A {
    @Node static String upper(@From("query.id.value") String id, @From("query.text") String text) { return text; }
  }
}
