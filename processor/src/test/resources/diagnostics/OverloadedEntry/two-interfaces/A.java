package test;

import dev.headrace.*;
import java.util.*;

interface A {
  int twice(int x);
}
