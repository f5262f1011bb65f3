package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [PipelineShape] @Pipeline P has no entry: no abstract method to call.
interface P {
  @Node static int twice(int x) { return 2 * x; } // ERROR [UnknownValue] takes x
}
