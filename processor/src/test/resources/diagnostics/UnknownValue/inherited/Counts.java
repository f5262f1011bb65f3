package test;

import dev.headrace.*;
import java.util.*;

final class Counts extends StaticBase {
  @Node static int count(String text) { return 3; }
}
