package test;

import dev.headrace.*;
import java.util.*;

interface A<T> {
  Number twice(T x);

  @Input int k();
}
