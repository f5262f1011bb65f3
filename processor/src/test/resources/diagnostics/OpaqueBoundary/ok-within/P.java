package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  enum Kind { A, B }

  record Item<T>(Kind kind, Optional<T> value, java.time.Instant at, Map<String, List<byte[]>> parts) {}

  int size(Item<UUID> item);

  final class A {
    @Node static Thread thread(Item<UUID> item) { return new Thread(); }
    @Node static int size(Thread thread) { return 1; }
  }
}
