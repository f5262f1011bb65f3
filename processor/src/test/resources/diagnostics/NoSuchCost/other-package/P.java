package test;

import dev.headrace.*;
import java.util.*;
import lib.Steps;

@Pipeline(nodes = Steps.class)
interface P {
  @All("a") List<Integer> as(@Elements("x") List<Integer> xs);

  @All("b") List<Integer> bs(@Elements("x") List<Integer> xs);
}
