package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input int daft();

  @Input int lambda();

  int str(int None, int print);

  @From("str") int from(int None, int print);

  final class A {
    @Node static int str(int None, int print, int daft, int lambda) { return None + print + daft + lambda; }
  }
}
