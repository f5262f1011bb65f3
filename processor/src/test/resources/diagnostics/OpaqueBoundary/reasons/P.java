package test;

import dev.headrace.*;
import java.util.*;

@Pipeline
interface P {
  int a(Shape shape); // ERROR [OpaqueBoundary] Parameter shape of entry a is Shape, which no column can hold. | Shape is a sealed type: a column holds one kind of record | Fix: make Shape one record, with an enum
  //          ^
  int b(List<Doc> docs); // ERROR [OpaqueBoundary] List<Doc>.shapes[] is Shape, a sealed type
  int c(Index index); // ERROR [OpaqueBoundary] Index.words has keys of type Integer, not String | make it Map<String, Word>, or a List of a record with Integer key and Word value.
  int d(Tree tree); // ERROR [OpaqueBoundary] Tree.children[] contains itself; a column has a fixed depth | make it flat
  int e(Nothing nothing); // ERROR [OpaqueBoundary] Nothing is a record without components | give Nothing a component
  int f(Word[] words); // ERROR [OpaqueBoundary] Word[].text is Text, a class that is no record | Fix: make Text a record of such parts.
  int g(Set<String> set); // ERROR [OpaqueBoundary] Set<String> is an interface | Fix: make it List<String>.
  int h(java.math.BigDecimal number, Optional<Runnable> task); // ERROR [OpaqueBoundary] make it String or double. // ERROR [OpaqueBoundary] Optional<Runnable> is Runnable, an interface | take such parts of it instead of the Runnable. | pass what it is made from
  Text i(int x); // ERROR [OpaqueBoundary] The result of entry i is Text, which no column can hold. | Text is a class that is no record | return what callers need of it
  //   ^
  int j(int x, Model model); // ERROR [OpaqueBoundary] Parameter model of entry j is Model | let the steps that need it take it
  int k(Object any); // ERROR [ObjectType] Parameter any of entry k is Object.

  sealed interface Shape {}
  record Circle(double radius) implements Shape {}
  record Square(double side) implements Shape {}
  record Doc(String id, List<Shape> shapes) {}
  record Word(Text text) {}
  final class Text {}
  record Index(Map<Integer, Word> words) {}
  record Tree(String name, List<Tree> children) {}
  record Nothing() {}
  final class Model {}

  final class Steps {
    @StatefulResource static Model model(String path) { return new Model(); }

    @Node static int a(Shape shape) { return 1; }
    @Node static int b(List<Doc> docs) { return 1; }
    @Node static int c(Index index) { return 1; }
    @Node static int d(Tree tree) { return 1; }
    @Node static int e(Nothing nothing) { return 1; }
    @Node static int f(Word[] words) { return 1; }
    @Node static int g(Set<String> set) { return 1; }
    @Node static int h(java.math.BigDecimal number, Optional<Runnable> task) { return 1; }
    @Node static Text i(int x) { return new Text(); }
    @Node static int j(int x, Model model) { return 1; }
    @Node static int k(Object any) { return 1; }
  }
}
