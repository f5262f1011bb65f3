package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(nodes = A.class)
interface P {
  int a(int x, int y);

  @interface Nullable {}
}
