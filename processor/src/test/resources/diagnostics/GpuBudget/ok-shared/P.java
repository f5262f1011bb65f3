package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(gpus = 2)
interface P {
  @All("a") List<Integer> all(@Elements("x") List<Integer> xs);

  @StatefulResource(gpus = 0.7) final class Large {}

  @StatefulResource(gpus = 0.2) final class Small {}

  @StatefulResource(gpus = 0.1) final class Tiny {}

  @StatefulResource(gpus = 1) final class Whole {}

  final class A {
    @BatchNode static List<Integer> one(List<Integer> x, Large large) { return x; }
    @BatchNode static List<Integer> two(@From("one") List<Integer> y, Small small) { return y; }
    @BatchNode static List<Integer> three(@From("two") List<Integer> y, Tiny tiny) { return y; }
    @BatchNode static List<Integer> a(@From("three") List<Integer> y, Whole whole) { return y; }
  }
}
