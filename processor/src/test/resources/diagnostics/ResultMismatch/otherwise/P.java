package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  java.util.concurrent.Future<Integer> run(String text); // ERROR [ResultMismatch] Fix: return int. | Fix: for an entry that does not wait, return CompletableFuture<Integer>.

  @All("one") List<Integer> ones(@Elements("row") List<List<Integer>> rows); // ERROR [ResultMismatch] | Fix: flatten them: @All(value = "one", over = "rows").

  java.util.concurrent.CompletableFuture<Integer> answer(String text); // ERROR [ResultMismatch] returns Integer, but answer is CompletableFuture<Integer>. | Fix: let the step wait for the future, and give what that holds.

  final class A {
    @Node static java.util.concurrent.CompletableFuture<Integer> answer(String text) { return null; }

    @Node static int run(String text) { return 1; }

    @Node static int one(@Each("row") int x) { return x; }
  }
}
