package dev.headrace.processor.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mistake in a source that had none.
 *
 * @param what was done, for messages
 * @param text the source with the mistake
 * @param code what has to be said
 * @param lines where it may be said, from 1
 */
record Mistake(String what, String text, String code, Set<Integer> lines) {
  private static final Pattern STEP = Pattern.compile(
      "@(Node|BatchNode)(\\([^)]*\\))?\\s+static ([^(]+?) (\\w+)\\(\\s*([^{]*?)\\)\\s*\\{");
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^  ([A-Z][\\w<>]*) (\\w+)\\(\\s*([^{;]*?)\\);");

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
    while (entry.find()) {
      String name = entry.group(2);
      if (!source
          .substring(0, entry.start())
          .endsWith(")\n")) { // asks for the value of its own name
        mistakes.add(
            replace(source, entry.start(2), name, name + "X", "UnknownValue", "renamed entry"));
        mistakes.add(replace(
            source,
            entry.start(1),
            entry.group(1),
            "java.util.UUID",
            "ResultMismatch",
            "entry of another type"));
      }
    }
    return mistakes;
  }

  private static void inStep(
      String source, Matcher step, Set<String> resources, List<Mistake> mistakes) {
    String name = step.group(4);
    boolean batch = step.group(1).equals("BatchNode");
    int isStatic = source.indexOf("static", step.start());
    mistakes.add(replace(source, isStatic, "static ", "", "NotStatic", "instance step " + name));
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
        "DuplicateValue",
        Set.copyOf(List.of(line(source, step.start()), line(source, isStatic) + 1))));
    if (batch) {
      mistakes.add(replace(
          source,
          step.start(3),
          step.group(3),
          "java.util.UUID",
          "NotABatch",
          "no list from " + name));
      mistakes.add(replace(
          source,
          step.start(),
          "maxBatchSize = 32",
          "maxBatchSize = 0",
          "BatchLimits",
          "limit of " + name));
    }
    List<Parameter> parameters = parameters(step);
    for (Parameter p : parameters) {
      boolean isResource = resources.contains(p.type());
      String other = batch && !isResource ? "List<java.util.UUID>" : "java.util.UUID";
      mistakes.add(new Mistake(
          "retyped " + p.name() + " of " + name,
          spliced(source, p, p.text().replace(p.type() + " ", other + " ")),
          isResource ? (batch ? "NotABatch" : "UnknownValue") : "TypeMismatch",
          Set.of(line(source, p.start()))));
      if (!isResource) {
        String renamed =
            p.isPlain() ? p.text() + "X" : p.text().replaceFirst("\"\\w+\"", "\"somethingElse\"");
        mistakes.add(new Mistake(
            "renamed " + p.name() + " of " + name,
            spliced(source, p, renamed),
            "UnknownValue",
            Set.of(line(source, p.start()))));
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
            "TypeMismatch",
            Set.copyOf(List.of(line(source, a.start()), line(source, b.start())))));
      }
    }
  }

  /** A step that is no more: those that take its value, or the entry that asks for it, miss it. */
  private static Mistake dropped(String source, Matcher step) {
    String name = step.group(4);
    String gone = source
        .substring(step.start(), step.end())
        .replaceFirst("@(Node|BatchNode)(\\([^)]*\\))?", "");
    String text = source.substring(0, step.start()) + gone + source.substring(step.end());
    Set<Integer> lines = new TreeSet<>();
    Matcher use = Pattern.compile("\\b" + name + "\\b").matcher(text);
    while (use.find()) {
      lines.add(line(text, use.start()));
    }
    return new Mistake("dropped " + name, text, "UnknownValue", lines);
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
    return new Mistake(name, text, code, Set.of(line(source, at)));
  }

  private static int line(String source, int at) {
    return (int) source.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }
}
