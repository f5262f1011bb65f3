package test;

import dev.headrace.*;
import java.util.*;

final class A {
  record Hit(String text) {}

  @Node static Hit hit(String text) { return new Hit(text); }
}
