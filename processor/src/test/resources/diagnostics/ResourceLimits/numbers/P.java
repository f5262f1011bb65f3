package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource(
      gpus = 1.5, // ERROR [ResourceLimits] gpus of resource Model is 1.5. | a fraction below 1
      //     ^
      maxConcurrency = 0, // ERROR [ResourceLimits] maxConcurrency of resource Model is 0. | at least 1
      //               ^
      callsPerInstance = -1) // ERROR [ResourceLimits] callsPerInstance of resource Model is -1. | 0 for a thread-safe resource
      //                 ^
  final class Model {}

  final class A {
    @StatefulResource(gpus = -0.5) static Thread pool() { return new Thread(); } // ERROR [ResourceLimits] gpus of resource pool is -0.5.
    //                       ^

    @Node static int a(int x, Model model, Thread pool) { return x; }
  }
}
