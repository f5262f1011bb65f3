package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [RawType] @Pipeline P extends Base, without type arguments. | Fix: say what they are: Base<…>.
@SuppressWarnings("rawtypes")
interface P extends Base {
  final class A {
    @Node static int r(int x) { return x; }
  }
}
