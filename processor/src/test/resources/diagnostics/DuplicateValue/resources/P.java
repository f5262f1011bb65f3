package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(String text);

  final class Client {}

  @StatefulResource
  final class Model {}

  final class A {
    @Node static int size(String text, Client client, Model model) { return 1; }

    @StatefulResource static Client client(String url) { return new Client(); }
  }

  final class B {
    @StatefulResource static Client client(String url, int port) { return new Client(); } // ERROR [DuplicateValue] Two resources are called client. | here: the factory client in test.P.B | and: the factory client in test.P.A

    @StatefulResource static Client model(String path) { return new Client(); } // ERROR [DuplicateValue] Two resources are called model. | and: the class test.P.Model
  }
}
