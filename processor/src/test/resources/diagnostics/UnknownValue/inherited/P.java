package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(nodes = {Model.class, Counts.class})
interface P {
  int sum(String text);

  final class A {
    @Node static int sum(
        int weight, // ERROR [UnknownValue] takes weight | Fix: declare the step in Model itself: what a class inherits are no steps. | Fix: take another int
        int size, // ERROR [UnknownValue] takes size | Fix: declare the step in Model itself | Fix: take another int
        int length, // ERROR [UnknownValue] takes length | Fix: list the class whose step gives length: @Pipeline(nodes = StaticBase.class). | Fix: take another int
        int abstractly) { // ERROR [UnknownValue] takes abstractly | Fix: take another int
      return weight;
    }
  }
}

abstract class Base {
  @Node int weight(String text) { return 1; }
}

interface Sized {
  @Node default int size(String text) { return 1; }
}

class StaticBase {
  @Node static int length(String text) { return 1; }
}

@StatefulResource
abstract class AbstractModel {
  @Node int abstractly(String text) { return 1; }
}
