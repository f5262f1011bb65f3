package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [NotAnInterface] @Pipeline P is not an interface.
@interface P {
  int r();
}
