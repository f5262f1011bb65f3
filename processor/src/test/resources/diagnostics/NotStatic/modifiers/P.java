package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  final class A {
    @Node private static int a(int x) { return x; } // ERROR [NotAccessible] Step A.a is private.
    @Node static <T> int b(int x) { return x; } // ERROR [TypeParameters] Step A.b has type parameters.
    @Node static void c(int x) {} // ERROR [VoidResult] Step A.c returns nothing.
    @Node int d(int x) { return x; } // ERROR [NotStatic] Step A.d is not static. | annotate A with @StatefulResource
  }
}
