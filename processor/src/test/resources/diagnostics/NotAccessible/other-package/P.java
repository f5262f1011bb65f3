package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(nodes = lib.Steps.class)
public interface P {
  int b(int x);

  int c(int x);
}
