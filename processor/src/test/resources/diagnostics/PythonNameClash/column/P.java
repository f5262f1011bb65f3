package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @From("size") int text(String text); // WARNING [PythonNameClash] In Daft, entry text would add a column text to rows that have one: its parameter. | give the parameter another name | @From("size")
  //                            ^

  final class A {
    @Node static int size(String text) { return text.length(); }
  }
}
