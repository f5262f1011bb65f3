package lib;

import dev.headrace.*;
import java.util.*;

public final class Steps {
  private Steps() {}

  public static final class Open {
    Open() {}
  }

  @Node public static Open h(@From("x.x") int n) { return new Open(); }

  @Node public static int c(Open h) { return 1; }
}
