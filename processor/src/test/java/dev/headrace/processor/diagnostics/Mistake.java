package dev.headrace.processor.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One mistake in a source that had none.
 *
 * @param what was done, for messages
 * @param text the source with the mistake
 * @param codes of which one has to be said
 * @param lines where it may be said, from 1
 * @param missed what is no more there: in other files it may be said where that is asked for; empty for nothing
 */
record Mistake(String what, String text, Set<String> codes, Set<Integer> lines, String missed) {
  private static final Pattern STEP = Pattern.compile(
      "@(Node|BatchNode)(\\([^)]*\\))?\\s+static ([^(]+?) (\\w+)\\(\\s*([^{]*?)\\)\\s*\\{");
  private static final Pattern ENTRY = Pattern.compile(
      "(?m)^  (?:@(From|All)\\(\"(\\w+)\"\\)\\s+)?([A-Za-z][\\w<>\\[\\]]*) (\\w+)\\(([^{;]*?)\\);");
  private static final Pattern LIMIT = Pattern.compile("maxBatchSize = [\\w.]+");

  /** A parameter of a step: where it is written, and its last two words. */
  private record Parameter(int start, String text) {
    String name() {
      return text.substring(text.lastIndexOf(' ') + 1);
    }

    String type() {
      String typed = text.replaceFirst("^@\\w+\\([^)]*\\)\\s+", "");
      return typed.substring(0, typed.lastIndexOf(' '));
    }

    boolean isPlain() {
      return !text.startsWith("@");
    }
  }

  /** Every mistake of every kind that can be made in the steps and entries of the source. */
  static List<Mistake> in(String source, Set<String> resources) {
    List<Mistake> mistakes = new ArrayList<>();
    Matcher step = STEP.matcher(source);
    while (step.find()) {
      inStep(source, step, resources, mistakes);
    }
    Matcher entry = ENTRY.matcher(source);
    while (source.contains("@Pipeline") && entry.find()) {
      String before = source.substring(0, entry.start()).stripTrailing();
      if (!before.endsWith(")") && !before.endsWith("@Input")) {
        ofEntry(source, entry, mistakes);
      }
    }
    return mistakes;
  }

  private static void ofEntry(String source, Matcher entry, List<Mistake> mistakes) {
    String name = entry.group(4);
    int line = line(source, entry.start(4));
    if (entry.group(1) == null) {
      mistakes.add(replace(
          source, entry.start(4), name, name + "X", "UnknownValue", "renamed entry " + name));
    } else {
      mistakes.add(replace(
          source,
          entry.start(2),
          entry.group(2),
          "somethingElse",
          "UnknownValue",
          "entry " + name + " asks for nothing"));
    }
    mistakes.add(new Mistake(
        "entry " + name + " of another type",
        source.substring(0, entry.start(3)) + "java.util.UUID" + source.substring(entry.end(3)),
        Set.of("ResultMismatch"),
        Set.copyOf(List.of(line(source, entry.start()), line)),
        ""));
    mistakes.add(replace(
        source,
        entry.start(4),
        name + "(",
        name + "(Thread thread, ",
        "OpaqueBoundary",
        "opaque " + name));
    mistakes.add(new Mistake(
        "entry " + name + " takes nothing",
        source.substring(0, entry.start(5)) + source.substring(entry.end(5)),
        Set.of("UnknownValue", "NoSuchAxis"),
        Set.of(line),
        words(entry.group(5))));
    mistakes.add(replace(
        source,
        entry.start(3),
        entry.group(3),
        "<T> " + entry.group(3),
        "TypeParameters",
        "generic " + name));
    mistakes.add(new Mistake(
        "another entry " + name,
        source.substring(0, entry.end()) + "\n  " + entry.group(3) + " " + name
            + "(int one, int other);" + source.substring(entry.end()),
        Set.of("OverloadedEntry"),
        Set.of(line(source, entry.end()) + 1),
        ""));
  }

  private static void inStep(
      String source, Matcher step, Set<String> resources, List<Mistake> mistakes) {
    String name = step.group(4);
    boolean batch = step.group(1).equals("BatchNode");
    int isStatic = source.indexOf("static", step.start());
    boolean inInterface = source.lastIndexOf(" class ", step.start())
        < source.lastIndexOf(" interface ", step.start());
    mistakes.add(replace(
        source,
        isStatic,
        "static ",
        "",
        inInterface ? "AbstractStep" : "NotStatic",
        "instance step " + name));
    mistakes.add(replace(
        source, isStatic, "static", "private static", "NotAccessible", "private step " + name));
    mistakes.add(
        replace(source, step.start(3), step.group(3), "void", "VoidResult", "void " + name));
    mistakes.add(dropped(source, step));
    String copy = "@" + step.group(1) + " static " + step.group(3) + " " + name
        + "(Long other) { return null; }\n    ";
    mistakes.add(new Mistake(
        "twice " + name,
        source.substring(0, step.start()) + copy + source.substring(step.start()),
        Set.of("DuplicateValue"),
        Set.copyOf(List.of(line(source, step.start()), line(source, isStatic) + 1)),
        ""));
    mistakes.add(renamed(source, step));
    mistakes.add(replace(
        source, isStatic, "static ", "static <T> ", "TypeParameters", "generic step " + name));
    mistakes.add(replace(
            source,
            step.start(4),
            name + "(",
            name + "(int " + name + ", ",
            "DependencyCycle",
            name + " takes itself")
        .or("NotABatch"));
    if (batch) {
      mistakes.add(replace(
          source,
          step.start(3),
          step.group(3),
          "java.util.UUID",
          "NotABatch",
          "no list from " + name));
      Matcher limit = LIMIT.matcher(source);
      if (limit.find(step.start()) && limit.start() < step.end()) {
        mistakes.add(replace(
            source,
            step.start(),
            limit.group(),
            "maxBatchSize = 0",
            "BatchLimits",
            "limit of " + name));
      }
    }
    List<Parameter> parameters = parameters(step);
    for (Parameter p : parameters) {
      boolean isResource = resources.contains(p.type());
      String other = batch && !isResource ? "List<java.util.UUID>" : "java.util.UUID";
      mistakes.add(new Mistake(
          "retyped " + p.name() + " of " + name,
          spliced(source, p, p.text().replace(p.type() + " ", other + " ")),
          Set.of(isResource ? (batch ? "NotABatch" : "UnknownValue") : "TypeMismatch"),
          Set.of(line(source, p.start())),
          ""));
      if (!isResource) {
        String renamed =
            p.isPlain() ? p.text() + "X" : p.text().replaceFirst("\"\\w+\"", "\"somethingElse\"");
        mistakes.add(new Mistake(
            "renamed " + p.name() + " of " + name,
            spliced(source, p, renamed),
            Set.of("UnknownValue"),
            Set.of(line(source, p.start())),
            ""));
      }
    }
    swapped(source, name, parameters, resources, mistakes);
  }

  /** Two parameters that have changed names, where their types are different. */
  private static void swapped(
      String source,
      String step,
      List<Parameter> parameters,
      Set<String> resources,
      List<Mistake> mistakes) {
    for (int i = 1; i < parameters.size(); i++) {
      Parameter a = parameters.get(i - 1);
      Parameter b = parameters.get(i);
      boolean plain = a.isPlain() && b.isPlain() && !a.type().equals(b.type());
      if (plain && !resources.contains(a.type()) && !resources.contains(b.type())) {
        String text = spliced(source, b, b.type() + " " + a.name());
        mistakes.add(new Mistake(
            "swapped " + a.name() + " and " + b.name() + " of " + step,
            spliced(text, a, a.type() + " " + b.name()),
            Set.of("TypeMismatch"),
            Set.copyOf(List.of(line(source, a.start()), line(source, b.start()))),
            ""));
      }
    }
  }

  /** A step that is no more: those that take its value, or the entry that asks for it, miss it. */
  private static Mistake dropped(String source, Matcher step) {
    String gone = source
        .substring(step.start(), step.end())
        .replaceFirst("@(Node|BatchNode)(\\([^)]*\\))?", "");
    String text = source.substring(0, step.start()) + gone + source.substring(step.end());
    Set<Integer> lines = IntStream.rangeClosed(line(source, step.start()), line(source, step.end()))
        .boxed()
        .collect(Collectors.toSet());
    return new Mistake(
        "dropped " + step.group(4),
        text,
        Set.of("UnknownValue", "MisplacedAnnotation"), // the other where it has more annotations
        lines,
        step.group(4));
  }

  /** A step of another name: the old one is missed in the same way. */
  private static Mistake renamed(String source, Matcher step) {
    String name = step.group(4);
    String text =
        source.substring(0, step.start(4)) + "renamedStep" + source.substring(step.end(4));
    return new Mistake("renamed " + name, text, Set.of("UnknownValue"), Set.of(), name);
  }

  /** The same, for which this code will do, too. */
  private Mistake or(String code) {
    Set<String> more = new TreeSet<>(codes);
    more.add(code);
    return new Mistake(what, text, more, lines, missed);
  }

  /** What a list of parameters mentions, as a pattern. */
  private static String words(String parameters) {
    return "(" + String.join("|", parameters.split("\\W+")) + ")";
  }

  private static List<Parameter> parameters(Matcher step) {
    List<Parameter> parameters = new ArrayList<>();
    Matcher one = Pattern.compile("[^,\\s<][^,<]*(<[^>]*>)?[^,]*").matcher(step.group(5));
    while (one.find()) {
      parameters.add(new Parameter(step.start(5) + one.start(), one.group().strip()));
    }
    return parameters;
  }

  private static String spliced(String source, Parameter p, String by) {
    return source.substring(0, p.start())
        + by
        + source.substring(p.start() + p.text().length());
  }

  private static Mistake replace(
      String source, int from, String what, String by, String code, String name) {
    int at = source.indexOf(what, from);
    String text = source.substring(0, at) + by + source.substring(at + what.length());
    return new Mistake(name, text, Set.of(code), Set.of(line(source, at)), "");
  }

  private static int line(String source, int at) {
    return (int) source.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }
}
