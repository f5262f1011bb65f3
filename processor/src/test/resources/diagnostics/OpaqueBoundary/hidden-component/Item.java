package other;

public record Item(Kind kind) {
  enum Kind {
    A
  }
}
