package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(String text);

  final class A {
    @StatefulResource static String token() { return ""; } // ERROR [FactoryShape] The factory A.token builds a String, which is data. | Fix: if it is configuration, declare it as @Input String token().

    @Node static int size(String text) { return 1; }
  }
}
