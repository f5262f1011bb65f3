package test;

import dev.headrace.*;
import java.util.*;

final class Clients {
  @StatefulResource static Client client(String url) { return new Client(); }
}
