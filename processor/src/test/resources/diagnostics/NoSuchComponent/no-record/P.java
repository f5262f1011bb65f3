package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @From("text.length") int size(String text); // ERROR [NoSuchComponent] String text has no component length. | make String a record, or take text whole
}
