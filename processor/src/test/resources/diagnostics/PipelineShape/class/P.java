package test;

import dev.headrace.*;
import java.util.*;

@Pipeline // ERROR [PipelineShape] @Pipeline P is not an interface.
abstract class P {
  @Node static int twice2(int x) { return 2 * x; }
}
