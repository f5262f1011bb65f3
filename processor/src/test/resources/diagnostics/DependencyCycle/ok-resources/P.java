package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int r(int x);

  @StatefulResource
  final class Cache {}

  @StatefulResource
  final class Client {
    Client(Cache cache) {}
  }

  @StatefulResource
  final class Model {
    Model(Client client, Cache cache) {}
  }

  final class A {
    @Node static int r(int x, Client client, Model model) { return x; }
  }
}
