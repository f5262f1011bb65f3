package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(String text);

  int weight(String text); // ERROR [UnknownValue] Entry weight asks for weight, but nothing has that name. | Fix: list the class whose step gives weight: @Pipeline(nodes = Model.class).

  final class A {
    @Node static int sum(int length, Client client) { return length; } // ERROR [UnknownValue] Step A.sum takes length | Fix: list the class whose step gives length: @Pipeline(nodes = Other.Nested.class). // ERROR [UnknownValue] takes client | Fix: list the class of the resource: @Pipeline(nodes = Other.class).
  }
}
