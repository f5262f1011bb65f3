package test;

import dev.headrace.*;
import java.util.*;

@StatefulResource
final class Model extends Base implements Sized {
  @Node int other(String text) { return 2; }
}
