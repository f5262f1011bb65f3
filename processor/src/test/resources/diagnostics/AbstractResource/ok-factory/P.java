package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  interface Model {}

  @StatefulResource(gpus = 0.5, maxConcurrency = 3, callsPerInstance = 0)
  final class Client {
    Client() {}

    private Client(int size) {}

    static Client sized() { return new Client(1); }
  }

  final class A {
    @StatefulResource(gpus = 2) static Model model(String path) { return new Model() {}; }

    @BatchNode static List<Integer> a(List<Integer> x, Model model, Client client) { return x; }
  }
}
