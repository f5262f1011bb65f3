package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [NoEntry] @Pipeline P has no entry: no abstract method to call.
interface P {
  @Node static int twice(int x) { return 2 * x; }
}
