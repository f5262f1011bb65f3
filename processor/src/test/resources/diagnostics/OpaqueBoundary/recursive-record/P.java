package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(Tree tree); // ERROR [OpaqueBoundary] Parameter tree of entry size is Tree, which no column can hold.

  record Tree(String name, List<Tree> children) {}

  final class A {
    @Node static int size(Tree tree) { return 1; }
  }
}
