package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int total(String text);

  final class A {
    @Node static int total(String text, dev.headrace.runtime.Device device) { return 1; } // ERROR [UnknownValue] takes device | Fix: take the device in the constructor or the factory of a resource
  }
}
