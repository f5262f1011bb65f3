package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int answr(int question); // ERROR [UnknownValue] Entry answr asks for answr | nothing has that name

  @From("anwser") int other(int question); // ERROR [UnknownValue] Entry other asks for anwser | did you mean answer?
  //    ^

  final class Nodes {
    @Node static int answer(int question) { return question; }
  }
}
