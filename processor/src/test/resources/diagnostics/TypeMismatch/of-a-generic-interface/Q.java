package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface Q extends Search<Integer, String> {
  final class Steps {
    @Node static int one(int x, List<String> more) { return more.size(); }
  }
}
