package other;

import dev.headrace.*;

@StatefulResource
public final class Model {
  public Model() {}
}
