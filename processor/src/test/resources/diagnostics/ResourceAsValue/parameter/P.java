package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(String text, Model model); // ERROR [ResourceAsValue] Parameter model of entry size is Model | Fix: remove it: each step with a parameter Model model is given one.

  @StatefulResource
  final class Model {}

  final class A {
    @Node static int size(String text, Model model) { return 1; }

    @Node static Model made(String text) { return new Model(); } // ERROR [ResourceAsValue] The result of step A.made is Model | Fix: build it in a static method
  }
}
