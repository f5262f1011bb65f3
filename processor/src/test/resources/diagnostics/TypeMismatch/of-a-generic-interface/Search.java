package test;

import dev.headrace.*;
import java.util.*;

interface Search<Q, R> {
  R one(Q x); // ERROR [ResultMismatch] Entry one returns String, but one is int.

  @Input List<R> more();
}
