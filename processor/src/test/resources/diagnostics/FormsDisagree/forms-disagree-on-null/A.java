package test;

import dev.headrace.*;
import java.util.*;

final class A {
  @Node static int a(int x, @P.Nullable Integer y) { return x; } // ERROR [FormsDisagree] The two forms of a disagree on whether y can be null. | can be null: A.a(int, Integer)
  @BatchNode static List<Integer> a(List<Integer> x, List<Integer> y) { return x; }
}
