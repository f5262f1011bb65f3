package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("size") List<Integer> sizes(@Elements("text") List<String> texts);

  final class A {
    @BatchNode static List<Integer> size(List<String> text, Client client) { return List.of(1); } // ERROR [NotABatch] Parameter client of batch step A.size is Client, not a List. | Fix: add @Shared | Fix: list the class of the resource: @Pipeline(nodes = Clients.class).
  }
}
