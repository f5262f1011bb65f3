package test;

import dev.headrace.*;
import java.util.*;

interface Search<Q, R> {
  @All("one") List<R> all(@Elements("x") List<Q> xs);

  R one(Q x);

  @Input List<R> more();
}
