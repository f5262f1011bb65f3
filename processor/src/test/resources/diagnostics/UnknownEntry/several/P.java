package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  String shown(String text);

  @Use(Q.class) String cleaned(String text); // ERROR [UnknownEntry] Q has several entries, and none is called cleaned. | Fix: say one of its entries: entry = "lower" or entry = "upper".

  final class A {
    @Node static String shown(String cleaned) { return ""; }
  }

  @Pipeline
  interface Q {
    String lower(String text);

    String upper(String text);

    final class B {
      @Node static String lower(String text) { return ""; }

      @Node static String upper(String text) { return ""; }
    }
  }
}
