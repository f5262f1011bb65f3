package test;

import dev.headrace.*;
import java.lang.annotation.*;
import java.util.*;

@Pipeline
interface P {
  int sum(@Elements("x") List<Integer> xs, List<@Nullable String> texts);

  @Target(ElementType.TYPE_USE)
  @interface Nullable {}

  final class A {
    @Node static @Nullable Integer half(int x) { return x % 2 == 0 ? x / 2 : null; }
    @Node static int whole(@Nullable Integer half) { return half == null ? 0 : half; }
    @BatchNode static List<Integer> size(List<@Nullable Integer> half, @Shared List<@Nullable String> texts) { return List.of(); }
    @Node static int sum(@All("half") List<@Nullable Integer> halves, @All("whole") List<Integer> wholes, @All("size") List<Integer> sizes, List<@Nullable String> texts) {
      return halves.size();
    }
  }
}
