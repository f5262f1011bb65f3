package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P extends Base {
  int twice(int x);
}
