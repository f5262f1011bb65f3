package dev.headrace.processor.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A pipeline as data, so that it can be written as text, and made smaller. What a step takes is named only; its type and axes
 * follow from what that is.
 *
 * @param parameters of every entry
 * @param entries the steps whose values are asked for
 */
record Spec(List<Given> parameters, List<Given> inputs, List<Step> steps, List<String> entries) {
  private static final String KINDS = "dev.headrace.processor.random.Kinds.";

  Spec {
    parameters = List.copyOf(parameters);
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    entries = List.copyOf(entries);
  }

  /**
   * A parameter or an input.
   *
   * @param element the name of its elements, or empty
   */
  record Given(String name, String type, String element) {}

  /** A step: its forms are single, batch or both; {@code model} adds a resource. */
  record Step(
      String name,
      String result,
      boolean givesNull,
      List<Taken> takes,
      boolean single,
      int batchSize,
      boolean model) {
    Step {
      takes = List.copyOf(takes);
    }
  }

  /** What a parameter of a step takes. */
  record Taken(How how, String of, boolean nullable) {}

  enum How {
    FROM,
    EACH,
    ALL
  }

  /** The type of a value, and the axes it lies on. */
  record Known(String type, List<String> path) {
    boolean isOpaque() {
      return type.contains("Opaque");
    }
  }

  /** Every name with what it stands for; throws if a step takes what isn't there or lies on other axes. */
  Map<String, Known> known() {
    Map<String, Known> known = new LinkedHashMap<>();
    for (List<Given> all : List.of(parameters, inputs)) {
      for (Given g : all) {
        known.put(g.name(), new Known(g.type(), List.of()));
        if (!g.element().isEmpty()) {
          known.put(g.element(), new Known(element(g.type()), List.of(g.name())));
        }
      }
    }
    for (Step step : steps) {
      List<String> path = List.of();
      for (Taken t : step.takes()) {
        List<String> own = taken(known, t).path();
        List<String> longer = own.size() > path.size() ? own : path;
        List<String> shorter = own.size() > path.size() ? path : own;
        if (!longer.subList(0, shorter.size()).equals(shorter)) {
          throw new IllegalArgumentException("two axes side by side");
        }
        path = longer;
      }
      known.put(step.name(), new Known(step.result(), path));
    }
    if (!known.keySet().containsAll(entries)) {
      throw new IllegalArgumentException("nothing to ask for");
    }
    return known;
  }

  /** Whether anything that is asked for takes the resource, which has to be configured then. */
  boolean usesModel() {
    Set<String> needed = new HashSet<>(entries);
    boolean uses = false;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (needed.contains(step.name())) {
        uses |= step.model();
        step.takes().forEach(t -> needed.add(t.of()));
        needed.addAll(path(step.name()));
      }
    }
    return uses;
  }

  private List<String> path(String name) {
    return java.util.Objects.requireNonNull(known().get(name)).path();
  }

  static Known taken(Map<String, Known> known, Taken taken) {
    Known of = known.get(taken.of());
    if (of == null
        || taken.how() == How.EACH && !of.type().startsWith("List<")
        || taken.how() == How.ALL && of.path().isEmpty()) {
      throw new IllegalArgumentException("nothing of that kind: " + taken);
    }
    List<String> path = new ArrayList<>(of.path());
    return switch (taken.how()) {
      case FROM -> of;
      case EACH -> {
        path.add(taken.of());
        yield new Known(element(of.type()), path);
      }
      case ALL -> new Known("List<" + boxed(of.type()) + ">", path.subList(0, path.size() - 1));
    };
  }

  /** {@code List<List<X>>} → {@code List<X>}. */
  static String element(String list) {
    return list.substring(5, list.length() - 1);
  }

  static String boxed(String type) {
    return switch (type) {
      case "int" -> "Integer";
      case "char" -> "Character";
      case "long", "double", "float", "boolean", "byte", "short" ->
        type.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + type.substring(1);
      default -> type;
    };
  }

  /** The type as the source names it. */
  private static String java(String type) {
    return type.replaceAll("\\b(Color|Point|Track|Opaque)\\b", KINDS + "$1")
        .replaceAll("\\b(Instant|LocalDate|Duration)\\b", "java.time.$1");
  }

  private static String javaBoxed(String type) {
    return java(boxed(type));
  }

  private static String nullable(String type) {
    String java = javaBoxed(type);
    int dot = java.startsWith("dev.") || java.startsWith("java.") ? java.lastIndexOf('.') + 1 : 0;
    if (java.endsWith("[]")) { // the array, not its elements
      return java.replace("[]", " @Nullable []");
    }
    return java.substring(0, dot) + "@Nullable " + java.substring(dot);
  }

  /** The source, without package and imports. */
  String text() {
    Map<String, Known> known = known();
    StringBuilder text = new StringBuilder(
        "@SuppressWarnings({\"UnusedInput\", \"UnusedStep\", \"BatchOfOne\", \"RowByRowResource\", \"RebuiltPerCall\", \"NullElements\"})\n@Pipeline interface P {\n");
    inputs.forEach(i -> text.append("  @Input ").append(declared(i)).append("();\n"));
    String taken = parameters.stream().map(Spec::declared).collect(Collectors.joining(", "));
    for (String entry : entries) {
      Known value = java.util.Objects.requireNonNull(known.get(entry));
      text.append("  @%s(\"%s\") %s e%s(%s);\n"
          .formatted(
              value.path().isEmpty() ? "From" : "All",
              entry,
              nullable(resultOf(value)),
              entry,
              taken));
    }
    text.append("  @StatefulResource(maxConcurrency = 2) final class Model {\n")
        .append("    final int seed;\n    Model(int seed) { this.seed = seed; }\n  }\n");
    text.append("  final class Nodes {\n");
    for (Step step : steps) {
      if (step.single()) {
        text.append(form(known, step, false));
      }
      if (step.batchSize() > 0) {
        text.append(form(known, step, true));
      }
    }
    return text.append("  }\n}\n").toString();
  }

  /** What an entry that asks for the value returns. */
  static String resultOf(Known value) {
    String type = value.type();
    for (int i = 0; i < value.path().size(); i++) {
      type = "List<" + boxed(type) + ">";
    }
    return type;
  }

  private static String declared(Given g) {
    String elements = g.element().isEmpty() ? "" : "@Elements(\"" + g.element() + "\") ";
    return elements + nullable(g.type()) + " " + g.name();
  }

  private static String form(Map<String, Known> known, Step step, boolean batch) {
    List<String> parameters = new ArrayList<>();
    List<String> values = new ArrayList<>(List.of("\"" + step.name() + "\""));
    for (int i = 0; i < step.takes().size(); i++) {
      Taken t = step.takes().get(i);
      String type = taken(known, t).type();
      String how = "@" + t.how().name().charAt(0)
          + t.how().name().substring(1).toLowerCase(java.util.Locale.ROOT) + "(\"" + t.of()
          + "\") ";
      String element = t.nullable() ? nullable(type) : batch ? javaBoxed(type) : java(type);
      parameters.add(how + (batch ? "List<" + element + ">" : element) + " p" + i);
      values.add("p" + i + (batch ? ".get(i)" : ""));
    }
    if (step.model()) {
      parameters.add("Model model");
      values.add("model.seed");
    }
    String mixed = KINDS + "mix(" + String.join(", ", values) + ")";
    String made =
        "%s<%s>make(\"%s\", %s)".formatted(KINDS, javaBoxed(step.result()), step.result(), mixed);
    String value = step.givesNull() ? mixed + " % 3 == 0 ? null : " + made : made;
    String type = step.givesNull()
        ? nullable(step.result())
        : batch ? javaBoxed(step.result()) : java(step.result());
    String list = String.join(", ", parameters);
    return batch
        // under another name: lists in both forms would have the same erasure
        ? """
                @BatchNode(value = "%s", maxBatchSize = %d) static List<%s> %sBatch(%s) {
                  List<%s> out = new ArrayList<>();
                  for (int i = 0; i < p0.size(); i++) { out.add(%s); }
                  return out;
                }
            """.formatted(step.name(), step.batchSize(), type, step.name(), list, type, value)
        : "    @Node static %s %s(%s) { return %s; }\n".formatted(type, step.name(), list, value);
  }
}
