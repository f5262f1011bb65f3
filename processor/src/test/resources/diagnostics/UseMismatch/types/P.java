package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(int y);

  @Use(Inner.class)
  String text(@From("y") int x); // ERROR [UseMismatch] P.text gives String, but Inner.twice returns int | return int

  @Use(Inner.class)
  int wrong(@From("y") String x); // ERROR [UseMismatch] Parameter x of P.wrong is String, but Inner.twice takes int

  @Use(Inner.class)
  int missing(@From("y") int k); // ERROR [UseMismatch] Inner.twice takes x, which P.missing does not give

  @Use(Inner.class)
  int many(@Elements("x") int xs); // ERROR [UseMismatch] Parameter xs of P.many has no elements | remove @Elements // ERROR [UseMismatch] Inner.twice takes x, which P.many does not give

  final class Steps {
    @Node static int size(String text, int wrong, int missing, int many) { return 0; }
  }

  @Pipeline
  interface Inner {
    @Input int k();

    int twice(int x);

    final class Steps {
      @Node static int twice(int x, int k) { return k * x; }
    }
  }
}
