package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  record Doc(String title, String body) {}

  record Both(int titles, int length) {}

  @Input @Elements("doc") List<Doc> docs();

  int best(String query);

  Both both(String query); // ERROR [UnknownValue] Entry both asks for both | Fix: for several results of one call, let it return Both itself, a record with @Outputs

  List<String> words(); // ERROR [UnknownValue] Entry words asks for words | also taken by A.length | Fix: if it is given once for all calls, declare it as @Input.

  int bests(String query); // ERROR [UnknownValue] Entry bests asks for bests | Fix: did you mean best? Give one the other's name, or put @From("best") on the entry.

  @StatefulResource
  final class Model {}

  final class A {
    @Node static int score(Doc doc) { return 1; }

    @Node static int best(List<Integer> scores) { return 1; } // ERROR [UnknownValue] takes scores | Fix: take all of score: @All("score").

    @Node static int titles(String title) { return 1; } // ERROR [UnknownValue] takes title | Fix: take the component of doc: @From("doc.title").

    @Node("vec") static float[] vector(String query) { return new float[1]; }

    @Node static int length(float[] vector, List<String> words) { return 1; } // ERROR [UnknownValue] takes vector | Fix: take what A.vector gives, which is called vec: @From("vec").

    @Node static int held(Optional<Model> model) { return 1; } // ERROR [UnknownValue] takes model | Fix: take the resource as it is: Model model.

    @Node static int all(@All("bar") List<String> bar) { return 1; } // ERROR [UnknownValue] takes bar | Fix: add a step that runs for each element: @Node static String bar(…).

    @Node static int other(String lower) { return 1; } // ERROR [UnknownValue] takes lower | Fix: use the entry of another pipeline, in a method of P: @Use(P.Q.class) … lower(…).
  }

  @Pipeline
  interface Q {
    String lower(String text);

    final class B {
      @Node static String lower(String text) { return text; }
    }
  }
}
