package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P extends Search<Integer, String> {
  final class Steps {
    @Node static String one(int x, List<String> more) { return more.get(x); }
  }
}
