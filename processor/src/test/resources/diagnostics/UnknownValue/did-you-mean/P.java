package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int score(int query);

  final class Nodes {
    @Node static int tokens(int query) { return query; }
    @Node static int score(int token, int query) { return token; } // ERROR [UnknownValue] Step Nodes.score takes token, but nothing has that name. | did you mean tokens? | take another int: @From("query"). | add a step: @Node static int token(…).
    //                         ^
  }
}
