package lib;

import dev.headrace.*;
import java.util.*;

public final class Steps {
  static final class Hidden {}

  @Node static int a(int x) { return x; } // ERROR [NotAccessible] Step Steps.a is not public, and lies in lib, not in test. | make the method and its class public

  @Node public static int b(int a) { return a; }

  @Node public static List<Hidden> h(int x) { return List.of(); } // ERROR [NotAccessible] The result of step Steps.h is List<Hidden>, which generated code cannot name. | Hidden is not public, and lies in lib, not in test.

  @Node public static int c(List<Hidden> h) { return 1; } // ERROR [NotAccessible] Parameter h of step Steps.c is List<Hidden>
}
