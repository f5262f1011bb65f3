package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  @Input List<String> words();

  @All("size") List<Integer> sizes(List<String> docs);

  @All("again") List<Integer> agains(List<String> docs);

  final class A {
    @Node static int size(@Each("doc") String one) { return 1; } // ERROR [UnknownValue] Step A.size takes doc, but nothing has that name. | Fix: did you mean docs? | Fix: let doc be the name of one of docs: @Elements("doc") on the parameter docs of entry sizes and entry agains, and no @Each here.

    @Node static int again(String doc, @Each("docs") String other) { return 1; }

    @Node static int unused(String word) { return 1; } // ERROR [UnknownValue] takes word | Fix: take one of words: @Each("words"). | Fix: let word be the name of one of words: @Elements("word") on the input words().
  }
}
