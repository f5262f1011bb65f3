package test;

import dev.headrace.*;
import java.lang.annotation.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x); // WARNING [NullableResult] Entry a may come to null | @Nullable b → a

  @Target(ElementType.TYPE_USE)
  @interface Nullable {}

  final class A {
    @BatchNode static List<@Nullable Integer> b(List<Integer> x) { return new ArrayList<>(x); }
    @Node static int a(int b) { return b; }
  }
}
