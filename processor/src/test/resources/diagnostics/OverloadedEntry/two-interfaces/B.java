package test;

import dev.headrace.*;
import java.util.*;

interface B {
  int twice(int y); // ERROR [OverloadedEntry] Two interfaces declare the entry twice. | declare it once more in P, for both.
}
