package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input Thread worker(); // ERROR [OpaqueBoundary] Input worker is Thread, which no column can hold.

  Thread answer(Map<Integer, String> names, List<Runnable> tasks); // ERROR [OpaqueBoundary] Parameter names of entry answer is Map<Integer, String> // ERROR [OpaqueBoundary] Parameter tasks of entry answer is List<Runnable> // ERROR [OpaqueBoundary] The result of entry answer is Thread

  final class A {
    @Node static Thread answer(Map<Integer, String> names, List<Runnable> tasks, Thread worker) { return null; }
  }
}
