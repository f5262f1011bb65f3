package test;

import dev.headrace.*;

@Pipeline
interface P {
  int total(int x);

  final class Steps {
    @Node static int sum(int summ) { return summ; } // ERROR [UnknownValue] Step Steps.sum takes summ | one per call: x
    //                       ^

    @Node static int total(int sum, int x) { return sum + x; }
  }
}
