package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @All("r") List<Integer> rs(@Elements("x") List<Integer> xs);

  @StatefulResource final class Model {
    public Model(@From("y") int seed) {} // ERROR [MisplacedAnnotation] @From says nothing on parameter seed of resource model. | belongs on a parameter of a step
  }

  final class A {
    @BatchNode static List<Integer> r(List<Integer> x, @Shared Model model) { return x; } // ERROR [MisplacedAnnotation] @Shared says nothing on parameter model of step A.r, which is a resource.
  }
}
