package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P extends Search<Integer, String> {
  final class Steps {
    @Node static int one(String x, List<String> more) { return 1; } // ERROR [TypeMismatch] Parameter x of Steps.one takes String, but x is Integer.
  }
}
