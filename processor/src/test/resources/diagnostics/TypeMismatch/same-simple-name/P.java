package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(nodes = {A.class, B.class})
interface P {
  int size(String text);
}
