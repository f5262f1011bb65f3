package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(nodes = P.Model.class)
interface P {
  int length(String word);

  @StatefulResource(gpus = 1)
  final class Model {
    @Node int length(String word) { return 1; } // WARNING [RowByRowResource] Step Model.length calls Model, which is on a GPU, for one call at a time. | Fix: add the batch form: @BatchNode List<Integer> length(List<String> word).
  }
}
