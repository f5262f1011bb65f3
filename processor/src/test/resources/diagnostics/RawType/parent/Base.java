package test;

import dev.headrace.*;
import java.util.*;

interface Base<T> {
  T r(T x);
}
