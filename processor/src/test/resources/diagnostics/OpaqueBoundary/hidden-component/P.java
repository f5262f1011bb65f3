package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int r(other.Item item); // ERROR [OpaqueBoundary] Parameter item of entry r is Item, which no column can hold. | Item.kind is Kind, which generated code cannot name | Fix: make Kind public.

  final class A {
    @Node static int r(other.Item item) { return 1; }
  }
}
