package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(Query query, List<Query> queries);

  record Query(String text, int size) {}

  final class Nodes {
    @Node static int size(@Each("queries") Query q) { return q.size(); }
    @Node static int a(@From("query.text") int text) { return text; } // ERROR [TypeMismatch] Parameter text of Nodes.a takes int, but query.text is String.
    @Node static int b(@All("size") List<String> sizes) { return 1; } // ERROR [TypeMismatch] Parameter sizes of Nodes.b takes List<String>, but @All("size") is List<Integer>.
    @Node static int c(@Each("queries") String query) { return 1; } // ERROR [TypeMismatch] Parameter query of Nodes.c takes String, but each element of queries is Query.
    @Node static int sum(int a, int b, @All("c") List<Integer> c) { return a + b; }
  }
}
