package test;

import dev.headrace.*;
import java.util.*;

interface Base {
  @Node static int twice(int x) { return 2 * x; }
}
