package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource(gpus = 1.5, maxConcurrency = 0, callsPerInstance = -1) // ERROR [ResourceLimits] gpus of resource Model is 1.5. // ERROR [ResourceLimits] maxConcurrency of resource Model is 0. // ERROR [ResourceLimits] callsPerInstance of resource Model is -1.
  final class Model {}

  final class A {
    @Node static int a(int x, Model model) { return x; }
  }
}
