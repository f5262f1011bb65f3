package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int size(String query, String note, List<String> texts);

  @Use(Cleaning.class)
  String clean(String txt); // ERROR [UseMismatch] Cleaning.clean takes no txt. | Fix: call it text: @From("query") String text, or @From("note") String text, or @From("shortened") String text.

  @Use(Shorting.class)
  String shortened(String query); // ERROR [UseMismatch] Shorting.shortened takes no query. | Fix: call it text: @From("query") String text.

  @Use(Shorting.class)
  String each(@Each("texts") String txt); // ERROR [UseMismatch] Shorting.shortened takes no txt. | Fix: call it text: @Each("texts") String text.

  @Use(Asking.class)
  String asked(String qery); // ERROR [UseMismatch] Asking.asked takes no qery. | Fix: call it query: String query.

  @Use(Counting.class)
  String counted(Long numbr); // ERROR [UseMismatch] Counting.counted takes no numbr. | Fix: call it count: Long count, and @From("…") before it for the value that it is to take.

  final class Steps {
    @Node static int size(String clean, String shortened, @All("each") List<String> each, String asked, String counted) { return 0; }
  }

  @Pipeline
  interface Cleaning {
    String clean(String text);

    final class Steps {
      @Node static String clean(String text) { return text; }
    }
  }

  @Pipeline
  interface Shorting {
    String shortened(String text);

    final class Steps {
      @Node static String shortened(String text) { return text; }
    }
  }

  @Pipeline
  interface Asking {
    String asked(String query);

    final class Steps {
      @Node static String asked(String query) { return query; }
    }
  }

  @Pipeline
  interface Counting {
    String counted(Long count);

    final class Steps {
      @Node static String counted(Long count) { return ""; }
    }
  }
}
