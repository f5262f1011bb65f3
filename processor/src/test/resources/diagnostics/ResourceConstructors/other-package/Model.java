package other;

import dev.headrace.*;

@StatefulResource // ERROR [ResourceConstructors] Resource Model has no accessible constructor. | Fix: make one of them public.
public final class Model {
  Model() {}
}
