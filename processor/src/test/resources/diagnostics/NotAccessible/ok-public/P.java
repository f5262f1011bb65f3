package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(nodes = lib.Steps.class)
interface P {
  int c(Own x);

  record Own(int x) {}
}
