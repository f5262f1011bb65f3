package other;

import dev.headrace.*;

public final class Factories {
  @StatefulResource static Model model() { return new Model(); } // ERROR [FactoryShape] The factory Factories.model is not an accessible static method. | Fix: declare it `public static Model model(…)`.
}
