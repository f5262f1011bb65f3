package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(int x);

  @StatefulResource(callsPerInstance = 0)
  final class Pool {
    Pool(int threads) {}
  }

  final class Client {}

  final class A {
    @StatefulResource(callsPerInstance = 0) static Client client(Pool pool, java.util.concurrent.ExecutorService executor) { return new Client(); }

    @StatefulResource(callsPerInstance = 0) static java.util.concurrent.ExecutorService executor() { return java.util.concurrent.Executors.newCachedThreadPool(); }

    @Node static int a(int x, Client client) { return x; }
  }
}
