package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @From("text.length") int size(String text); // ERROR [NoSuchComponent] String text has no component length. | Fix: take text whole
}
