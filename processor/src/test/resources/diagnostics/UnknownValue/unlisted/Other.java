package test;

import dev.headrace.*;
import java.util.*;

final class Other {
  @StatefulResource static Client client(String url) { return new Client(); }

  static final class Nested {
    @Node static int length(String text) { return text.length(); }
  }
}

@StatefulResource
final class Model {
  @Node int weight(String text) { return 1; }
}
