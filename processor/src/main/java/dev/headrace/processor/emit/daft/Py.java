package dev.headrace.processor.emit.daft;

import java.util.ArrayList;
import java.util.List;

/**
 * Python expressions that know how to break: the layout of Black and Ruff, so that their check mode has nothing to say.
 * What fits a line stays on it; else the outermost bracket opens, and its content goes to one line each, or, for arguments that
 * fit, to one.
 */
sealed interface Py {
  int WIDTH = 120;

  /** On one line. */
  String flat();

  /** What does not break. */
  record Text(String flat) implements Py {}

  /** Something in brackets: {@code f(a, b)}, {@code [a, b]}, {@code def f(a) -> b:}. */
  record Group(String prefix, List<Py> items, String suffix) implements Py {
    public Group {
      items = List.copyOf(items);
    }

    @Override
    public String flat() {
      return prefix + body() + suffix;
    }

    /** Of a function, or its definition; else a list, a dictionary or a tuple. */
    private boolean isCall() {
      int last = prefix.length() - 1;
      return prefix.endsWith("(")
          && last > 0
          && Character.isJavaIdentifierPart(prefix.charAt(last - 1));
    }

    /** What is in the brackets, on one line. */
    private String body() {
      StringBuilder body = new StringBuilder();
      for (Py item : items) {
        body.append(body.isEmpty() ? "" : ", ").append(item.flat());
      }
      return body.toString();
    }
  }

  static Py text(String text) {
    return new Text(text);
  }

  static Group call(String function, Py... arguments) {
    return new Group(function + "(", List.of(arguments), ")");
  }

  static Group call(String function, List<Py> arguments) {
    return new Group(function + "(", arguments, ")");
  }

  /** {@code (a, b)}: two or more. */
  static Group tuple(Py... items) {
    return new Group("(", List.of(items), ")");
  }

  static Group list(List<? extends Py> items) {
    return new Group("[", List.copyOf(items), "]");
  }

  static Group dict(List<? extends Py> items) {
    return new Group("{", List.copyOf(items), "}");
  }

  /** {@code before} directly in front: an assignment, a keyword or a key. */
  default Py after(String before) {
    if (this instanceof Group g) {
      return new Group(before + g.prefix(), g.items(), g.suffix());
    }
    return new Text(before + flat());
  }

  /** {@code text} directly behind. */
  default Py before(String text) {
    if (this instanceof Group g) {
      return new Group(g.prefix(), g.items(), g.suffix() + text);
    }
    return new Text(flat() + text);
  }

  /** The lines, each with the indentation. */
  default List<String> lines(int indent) {
    List<String> lines = new ArrayList<>();
    render(indent, "", lines);
    return lines;
  }

  private void render(int indent, String trail, List<String> lines) {
    String margin = " ".repeat(indent);
    if (!(this instanceof Group g)
        || margin.length() + flat().length() + trail.length() <= WIDTH
        || g.items().isEmpty()) {
      lines.add(margin + flat() + trail);
      return;
    }
    lines.add(margin + g.prefix());
    String body = g.body();
    if (g.isCall() && indent + 4 + body.length() <= WIDTH) {
      lines.add(margin + "    " + body);
    } else {
      g.items().forEach(item -> item.render(indent + 4, ",", lines));
    }
    lines.add(margin + g.suffix() + trail);
  }

  /** A Python string with nothing in it that Python would read. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> {
      if (c == '"' || c == '\\') {
        quoted.append('\\').appendCodePoint(c);
      } else if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029) {
        quoted.append(String.format("\\u%04x", c));
      } else {
        quoted.appendCodePoint(c);
      }
    });
    return quoted.append('"').toString();
  }
}
