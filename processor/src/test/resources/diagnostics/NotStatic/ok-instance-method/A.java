package test;

import dev.headrace.*;
import java.util.*;

@StatefulResource
class A {
  @Node protected int a(int x) throws Exception { return x; }
}
