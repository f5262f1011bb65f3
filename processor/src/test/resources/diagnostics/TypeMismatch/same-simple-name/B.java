package test;

import dev.headrace.*;
import java.util.*;

final class B {
  record Hit(String text) {}

  @Node static int size(Hit hit) { return 1; } // ERROR [TypeMismatch] Parameter hit of B.size takes test.B.Hit, but hit is test.A.Hit.
}
