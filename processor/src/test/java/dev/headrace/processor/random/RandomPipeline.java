package dev.headrace.processor.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A small pipeline with random steps, and data for its entry; the same for the same seed. Types are {@code int},
 * {@code String} and lists of them; every step is total, so that failures come from nulls alone.
 */
final class RandomPipeline {
  private static final List<String> SCALARS = List.of("int", "String");

  /** A value that a step can take, and the axes that it lies on. */
  private record Known(String name, String type, List<String> path) {}

  private final Random random;
  private final List<Known> known = new ArrayList<>();
  private final StringBuilder steps = new StringBuilder();
  private final StringBuilder inputs = new StringBuilder();
  private final List<String> inputTypes = new ArrayList<>();
  private final List<String> parameterTypes = new ArrayList<>();
  private final boolean boundOuter;
  private final int axes;
  private final String text;

  RandomPipeline(long seed) {
    random = new Random(seed);
    axes = random.nextInt(3);
    boundOuter = axes > 0 && random.nextInt(3) == 0;
    String scalar = pick(SCALARS);
    String outer = axes == 2 ? "List<" + boxed(scalar) + ">" : scalar;
    List<String> parameters = new ArrayList<>();
    if (axes > 0) {
      String list = "@Elements(\"outer\") List<" + boxed(outer) + ">";
      if (boundOuter) {
        input("outers", "@Nullable @Input " + list, "List<" + boxed(outer) + ">");
      } else {
        parameters.add("@Nullable " + list + " outers");
        parameterTypes.add("List<" + boxed(outer) + ">");
      }
      known.add(new Known("outers", "List<" + boxed(outer) + ">", List.of()));
      known.add(new Known("outer", outer, List.of("outers")));
    }
    if (axes == 2) {
      known.add(new Known("@Each(\"outer\")", scalar, List.of("outers", "outer")));
    }
    String type = pick(SCALARS);
    parameters.add("@Nullable " + boxed(type) + " k");
    parameterTypes.add(type);
    known.add(new Known("k", type, List.of()));
    if (random.nextBoolean()) {
      String bound = pick(SCALARS);
      input("b", "@Nullable @Input " + boxed(bound), bound);
      known.add(new Known("b", bound, List.of()));
    }
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      step("s" + i);
    }
    text = pipeline(parameters);
  }

  private void input(String name, String declared, String type) {
    inputs.append("  ").append(declared).append(' ').append(name).append("();\n");
    inputTypes.add(name + " " + type);
  }

  private String pipeline(List<String> parameters) {
    StringBuilder entries = new StringBuilder();
    List<String> last = new ArrayList<>();
    List<Known> computed = known.stream().filter(v -> v.name().startsWith("s")).toList();
    for (Known v : computed.subList(Math.max(0, computed.size() - 3), computed.size())) {
      String type = boxed(v.type());
      for (int i = 0; i < v.path().size(); i++) {
        type = "List<" + type + ">";
      }
      String asks = v.path().isEmpty() ? "From" : "All";
      String entry = "e" + v.name();
      last.add(entry);
      entries.append("  @Nullable @%s(\"%s\") %s %s(%s);\n"
          .formatted(asks, v.name(), type, entry, String.join(", ", parameters)));
    }
    return "@SuppressWarnings({\"UnusedInput\", \"UnusedStep\", \"BatchOfOne\"})\n@Pipeline interface P {\n"
        + inputs + entries
        + "  @StatefulResource(maxConcurrency = 2) final class Model { Model() {} }\n"
        + "  final class Nodes {\n" + steps + "  }\n}\n";
  }

  private void step(String name) {
    List<String> types = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    List<String> path = List.of();
    int wanted = 1 + random.nextInt(3);
    for (int i = 0; i < wanted || types.isEmpty(); i++) {
      Known v = pick(known);
      // what lies on an axis can come as a list of all
      boolean collect = !v.path().isEmpty() && !v.name().startsWith("@") && random.nextInt(3) == 0;
      List<String> own = collect ? v.path().subList(0, v.path().size() - 1) : v.path();
      List<String> longer = own.size() > path.size() ? own : path;
      List<String> shorter = own.size() > path.size() ? path : own;
      if (longer
          .subList(0, shorter.size())
          .equals(shorter)) { // or the step would take two axes side by side
        path = longer;
        types.add(collect ? "List<" + boxed(v.type()) + ">" : v.type());
        sources.add(
            collect
                ? "@All(\"" + v.name() + "\")"
                : v.name().startsWith("@") ? v.name() : "@From(\"" + v.name() + "\")");
      }
    }
    String result = random.nextInt(4) == 0 ? "List<Integer>" : pick(SCALARS);
    List<Boolean> nullable = new ArrayList<>();
    types.forEach(t -> nullable.add(random.nextInt(4) == 0));
    int forms = random.nextInt(4); // 0, 1: single; 2: batch; 3: both
    boolean model = random.nextInt(3) == 0;
    boolean givesNull = random.nextInt(4) == 0;
    if (forms != 2) {
      single(name, types, sources, nullable, result, model, givesNull);
    }
    if (forms >= 2) {
      batch(name, types, sources, nullable, result, model, givesNull);
    }
    steps.append('\n');
    known.add(new Known(name, result, path));
    if (result.startsWith("List") && path.size() < 3) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(name);
      known.add(new Known("@Each(\"" + name + "\")", "int", List.copyOf(deeper)));
    }
  }

  private void single(
      String name,
      List<String> types,
      List<String> sources,
      List<Boolean> nullable,
      String result,
      boolean model,
      boolean givesNull) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      parameters.add(sources.get(i) + " "
          + (nullable.get(i) ? "@Nullable " + boxed(types.get(i)) : types.get(i)) + " p" + i);
    }
    if (model) {
      parameters.add("Model model");
    }
    String type = givesNull ? "@Nullable " + boxed(result) : result;
    steps.append("    @Node static %s %s(%s) { return %s; }\n"
        .formatted(
            type,
            name,
            String.join(", ", parameters),
            value(name, types.size(), "", result, givesNull)));
  }

  private void batch(
      String name,
      List<String> types,
      List<String> sources,
      List<Boolean> nullable,
      String result,
      boolean model,
      boolean givesNull) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      parameters.add(sources.get(i) + " List<" + (nullable.get(i) ? "@Nullable " : "")
          + boxed(types.get(i)) + "> p" + i);
    }
    if (model) {
      parameters.add(random.nextInt(parameters.size() + 1), "Model model");
    }
    String type = boxed(result);
    // under another name: lists in both forms would have the same erasure
    steps
        .append("    @BatchNode(value = \"%s\", maxBatchSize = %d) static List<%s> %sBatch(%s) {\n"
            .formatted(name, 1 + random.nextInt(5), type, name, String.join(", ", parameters)))
        .append("      List<%s> out = new ArrayList<>();\n".formatted(type))
        .append("      for (int i = 0; i < p0.size(); i++) { out.add(%s); }\n"
            .formatted(value(name, types.size(), ".get(i)", result, givesNull)))
        .append("      return out;\n    }\n");
  }

  private static String value(
      String name, int parameters, String get, String result, boolean givesNull) {
    StringBuilder all = new StringBuilder("\"" + name + "\"");
    for (int i = 0; i < parameters; i++) {
      all.append(" + p").append(i).append(get);
    }
    String number = "(" + all + ").hashCode() % 97";
    String value = switch (result) {
      case "int" -> number;
      case "String" -> "Integer.toString(" + number + ")";
      default ->
        "Arrays.asList(" + number + ", 1, null).subList(0, Math.floorMod(" + number + ", 4))";
    };
    // boxed, or the conditional would unbox the null
    String box = result.equals("int") ? "Integer.valueOf(" + value + ")" : value;
    return givesNull ? number + " % 3 == 0 ? null : " + box : value;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String boxed(String type) {
    return type.equals("int") ? "Integer" : type;
  }

  /** The source, without package and imports. */
  String text() {
    return text;
  }

  /** The entries, by name. */
  List<String> entries() {
    return text.lines()
        .filter(l -> l.startsWith("  @Nullable @From") || l.startsWith("  @Nullable @All"))
        .map(l -> l.replaceAll("\\(@?[^()]*(\\([^()]*\\)[^()]*)*\\);$", "").replaceAll(".* ", ""))
        .toList();
  }

  /** Names and values of the inputs. */
  List<Object[]> inputs() {
    List<Object[]> values = new ArrayList<>();
    for (String input : inputTypes) {
      int space = input.indexOf(' ');
      values.add(
          new @Nullable Object[] {input.substring(0, space), data(input.substring(space + 1))});
    }
    return values;
  }

  /** Arguments for one call. */
  @Nullable
  Object[] arguments() {
    return parameterTypes.stream().map(this::data).toArray();
  }

  private @Nullable Object data(String type) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    if (type.startsWith("List<")) {
      List<@Nullable Object> list = new ArrayList<>();
      int size = random.nextInt(5);
      for (int i = 0; i < size; i++) {
        list.add(data(type.substring(5, type.length() - 1)));
      }
      return list;
    }
    return type.equals("String") ? Integer.toString(random.nextInt(5)) : (Object) random.nextInt(5);
  }
}
