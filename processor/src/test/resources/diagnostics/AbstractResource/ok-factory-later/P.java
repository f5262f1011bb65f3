package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(String text);

  @StatefulResource
  abstract class Model {}

  final class A {
    @Node static int size(String text, Model model) { return 1; }

    @StatefulResource static Model model(String path) { return new Model() {}; }
  }
}
