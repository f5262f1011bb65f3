package test;

import dev.headrace.*;
import java.lang.annotation.*;
import java.util.*;

@Pipeline
interface P {
  @Input List<@Nullable Integer> given();

  int sum(@Elements("x") List<Integer> xs, List<@Nullable String> texts);

  @Target(ElementType.TYPE_USE)
  @interface Nullable {}

  final class A {
    @Node static @Nullable Integer half(int x) { return x % 2 == 0 ? x / 2 : null; }
    @BatchNode static List<@Nullable Integer> third(List<Integer> x) { return new ArrayList<>(x); }
    @Node static int twice(int third) { return 2 * third; }
    @Node static List<@Nullable String> words(int x) { return List.of(); }
    @BatchNode static List<Integer> size(List<List<String>> words) { return List.of(); } // WARNING [NullElements] Parameter words of A.size takes List<String>, in which there may be nulls. | words is List<@Nullable String> | expect them: List<List<@Nullable String>> words.
    //                                                      ^
    @Node static int sum(
        @All("half") List<Integer> halves, // WARNING [NullElements] Parameter halves of A.sum takes List<Integer>, in which there may be nulls. | @Nullable half | expect them: List<@Nullable Integer> halves.
        @All("third") List<Integer> thirds, // WARNING [NullElements] @Nullable third
        @All("twice") List<Integer> twices, // WARNING [NullElements] @Nullable third → twice
        @All("size") List<Integer> sizes,
        List<String> texts, // WARNING [NullElements] texts is List<@Nullable String>
        List<Integer> given) { // WARNING [NullElements] given is List<@Nullable Integer>
      return halves.size();
    }
  }
}
