package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int r(int x);

  @StatefulResource // ERROR [DependencyCycle] Resources need each other: cache → client → cache. | Fix: take what it is built from instead.
  final class Cache {
    Cache(Client client) {}
  }

  @StatefulResource
  final class Client {
    Client(Cache cache) {}
  }

  @StatefulResource // ERROR [DependencyCycle] A resource needs itself: model → model.
  final class Model {
    Model(Model model) {}
  }

  final class A {
    @Node static int r(int x, Client client, Model model) { return x; }
  }
}
