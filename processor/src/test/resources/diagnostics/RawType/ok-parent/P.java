package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P extends Base<Integer> {
  final class A {
    @Node static Integer r(int x) { return x; }
  }
}
