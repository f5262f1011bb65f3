package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(String k); // ERROR [ConflictingTypes] The name k has two types. | as an input: int | in entry a: String

  @Input int k();

  final class A {
    @Node static int a(int k) { return k; }
  }
}
