package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int sum(List<Integer> numbers);

  int twice(int number);

  int sums(@Elements("row") List<Integer> rows);

  final class Nodes {
    @Node static int doubled(int numbers) { return 2 * numbers; } // ERROR [TypeMismatch] takes int, but numbers is List<Integer> | take one element of it: @Each("numbers")
    @Node static int sum(int doubled) { return doubled; }
    @Node static int sums(List<Integer> row) { return row.size(); } // ERROR [TypeMismatch] takes List<Integer>, but row is Integer. | @All("row")
    @Node static int twice(List<Integer> number) { return number.size(); } // ERROR [TypeMismatch] takes List<Integer>, but number is int | or let number be List<Integer>
  }
}
