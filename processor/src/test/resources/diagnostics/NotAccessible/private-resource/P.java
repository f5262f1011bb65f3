package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int total(String text);

  final class A {
    @StatefulResource private static final class Model {}

    @Node static int total(String text, Model model) { return 1; } // ERROR [NotAccessible] Parameter model of step A.total is Model | Model is private
  }
}
