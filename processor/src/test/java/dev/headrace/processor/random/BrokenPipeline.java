package dev.headrace.processor.random;

import dev.headrace.processor.random.Spec.Step;
import dev.headrace.processor.random.Spec.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A random pipeline with a mistake, or with two.
 *
 * @param mistakes what was done
 */
record BrokenPipeline(String text, List<Mistake> mistakes) {

  /**
   * What was done wrong.
   *
   * @param code what has to be said of it
   * @param lines where it may be said, from 1
   */
  record Mistake(String what, String code, Set<Integer> lines) {}

  static BrokenPipeline of(Spec spec, Random random) {
    Breaking breaking = new Breaking(spec, random);
    List<Mistake> mistakes = new ArrayList<>(List.of(breaking.mistake("")));
    if (random.nextInt(4) == 0) { // of another kind: of two alike Java itself minds many
      mistakes.add(breaking.mistake(mistakes.get(0).code()));
    }
    return new BrokenPipeline(String.join("\n", breaking.lines) + "\n", List.copyOf(mistakes));
  }

  /** The lines of a source in which one thing after another is done wrong. */
  private static final class Breaking {
    private static final Pattern FORM =
        Pattern.compile("(\\s*@(?:Node|BatchNode).*?)static (.*?) (\\w+)\\((.*?)\\) \\{(.*)");
    private static final Pattern ENTRY =
        Pattern.compile("  @(From|All)\\(\"(\\w+)\"\\) (.*) (e\\w+)\\((.*)\\);");
    private static final Pattern BOUNDLESS = Pattern.compile("List<.*|Optional<.*|.*\\[]");

    private final Spec spec;
    private final Random random;
    private final Map<String, Known> known;
    private final List<Step> reached;
    final List<String> lines;
    private int added;

    Breaking(Spec spec, Random random) {
      this.spec = spec;
      this.random = random;
      this.known = spec.known();
      this.lines = new ArrayList<>(SpecText.alone(spec).lines().toList());
      Set<String> needed = new LinkedHashSet<>();
      spec.entries().forEach(e -> e.asks().forEach(a -> needed.add(a.of())));
      List<Step> found = new ArrayList<>();
      for (int i = spec.steps().size() - 1; i >= 0; i--) {
        Step step = spec.steps().get(i);
        if (needed.contains(step.name())) {
          found.add(step);
          step.takes().forEach(t -> needed.add(t.of()));
        }
      }
      this.reached = found;
    }

    /** Makes one of the mistakes that can be made here, but none of the code given. */
    Mistake mistake(String but) {
      List<Supplier<Optional<Mistake>>> ways = new ArrayList<>(List.of(
          () -> takes("takes what is not there", "UnknownValue", "int", "@From(\"nowhere\")"),
          () -> takes("takes another type", "TypeMismatch", "Thread", from(k -> true)),
          () -> takes("takes a raw type", "RawType", "Map", from(k -> true)),
          () -> takes("all of one", "AllWithoutAxis", "List<Integer>", all()),
          () -> takes("elements of none", "NotAList", "int", each()),
          () -> takes("no such component", "NoSuchComponent", "int", component()),
          () -> takes("two sources", "MisplacedAnnotation", "int", "@Each(\"k\") @All(\"k\")"),
          this::cycle,
          this::axes,
          () -> modifiers("private", "NotAccessible", m -> "private static"),
          () -> modifiers("of an instance", "NotStatic", m -> ""),
          () -> modifiers("generic", "TypeParameters", m -> "static <T>"),
          () -> result("nothing", "VoidResult", (f, type) -> "void"),
          () -> result(
              "no list", "NotABatch", (f, type) -> f.contains("@BatchNode") ? "Thread" : type),
          () -> size(),
          this::twice,
          () -> member("an input like a step", "DuplicateValue", inputLikeAStep()),
          () -> entry("asks for nothing", "UnknownValue", e -> "@From(\"nowhere\")", type -> type),
          () -> entry("another type", "ResultMismatch", e -> e, type -> "Thread.State"),
          () -> entry("generic", "TypeParameters", e -> e, type -> "<T> " + type),
          () ->
              member("opaque entry", "OpaqueBoundary", "int opaque" + added++ + "(Thread thread);"),
          () -> member("an entry of a method of every object", "ObjectMethod", "int hashCode();"),
          () -> member("two entries", "OverloadedEntry", overloaded()),
          this::resource,
          () -> member(
              "an input with parameters",
              "InputWithParameters",
              "@Input int in" + added++ + "(int x);"),
          () -> member(
              "no name",
              "BadName",
              "@Input @Elements(\"1st\") List<Integer> in" + added++ + "();")));
      Collections.shuffle(ways, random);
      for (Supplier<Optional<Mistake>> way : ways) {
        List<String> before = List.copyOf(lines);
        Optional<Mistake> made = way.get();
        if (made.isPresent() && !made.get().code().equals(but)) {
          return made.get();
        }
        lines.clear();
        lines.addAll(before);
      }
      throw new IllegalStateException("no mistake can be made");
    }

    // ---- what a step takes

    /** One more parameter in every form of a step that is needed. */
    private Optional<Mistake> takes(String what, String code, String type, String source) {
      return source.isEmpty() ? Optional.empty() : takes(what, code, type, source, pick(reached));
    }

    private Optional<Mistake> takes(
        String what, String code, String type, String source, Step step) {
      String name = "wrong" + added++; // Java itself minds two of one name
      return forms(step.name(), code + ": " + what, code, form -> {
        boolean batch = form.group(1).contains("@BatchNode");
        String boxed = batch ? "List<" + Types.boxed(type) + ">" : type;
        return form.group(1) + "static " + form.group(2) + " " + form.group(3) + "(" + form.group(4)
            + ", " + source + " " + boxed + " " + name + ") {" + form.group(5);
      });
    }

    private String from(Predicate<Known> which) {
      return annotated("From", which);
    }

    private String all() {
      return annotated("All", k -> k.path().isEmpty());
    }

    private String each() {
      return annotated("Each", k -> !BOUNDLESS.matcher(k.type()).matches());
    }

    private String component() {
      return from(k -> true).replace("\")", ".nothing\")");
    }

    private String annotated(String how, Predicate<Known> which) {
      List<String> names = known.entrySet().stream()
          .filter(e -> which.test(e.getValue()) && isVisible(e.getKey()))
          .map(Map.Entry::getKey)
          .toList();
      return names.isEmpty() ? "" : "@" + how + "(\"" + pick(names) + "\")";
    }

    /** Not made of a step, for that would be a cycle. */
    private boolean isVisible(String name) {
      return spec.steps().stream()
          .noneMatch(s -> s.name().equals(name) || known(name).path().contains(s.name()));
    }

    private Known known(String name) {
      return java.util.Objects.requireNonNull(known.get(name));
    }

    /** A step takes itself, or what is made of it. */
    private Optional<Mistake> cycle() {
      Step step = pick(reached);
      Set<String> dependent = new LinkedHashSet<>(Set.of(step.name()));
      spec.steps().stream()
          .filter(s -> s.takes().stream().anyMatch(t -> dependent.contains(t.of())))
          .forEach(s -> dependent.add(s.name()));
      dependent.retainAll(reached.stream().map(Step::name).collect(Collectors.toSet()));
      String again = pick(List.copyOf(dependent));
      return takes(
              "a cycle",
              "DependencyCycle",
              known(again).type().replaceAll(".*\\W.*", "int"),
              "@From(\"" + again + "\")",
              step)
          .map(m -> {
            Set<Integer> anywhere = new TreeSet<>();
            dependent.forEach(d -> anywhere.addAll(linesOf(d)));
            return new Mistake(m.what(), m.code(), anywhere); // it may begin with any of its steps
          });
    }

    /** A step that lies on an axis takes an element of another list, too. */
    private Optional<Mistake> axes() {
      List<Step> deep =
          reached.stream().filter(s -> !known(s.name()).path().isEmpty()).toList();
      if (deep.isEmpty()) {
        return Optional.empty();
      }
      String list = "others" + added++;
      insert(member(), "  @Input List<Integer> " + list + "();");
      return takes(
          "another axis", "IncompatibleAxes", "int", "@Each(\"" + list + "\")", pick(deep));
    }

    // ---- how a step is declared

    private Optional<Mistake> modifiers(String what, String code, UnaryOperator<String> made) {
      return forms(
          pick(reached).name(),
          code + ": " + what,
          code,
          f -> f.group(1) + made.apply("static") + " " + f.group(2) + " " + f.group(3) + "("
              + f.group(4) + ") {" + f.group(5));
    }

    /** The result of a form. */
    private interface Retyping {
      String of(String annotation, String type);
    }

    private Optional<Mistake> result(String what, String code, Retyping made) {
      Step step = pick(reached);
      return code.equals("NotABatch") && step.batchSize() == 0
          ? Optional.empty()
          : forms(
              step.name(),
              code + ": " + what,
              code,
              f -> f.group(1) + "static " + made.of(f.group(1), f.group(2)) + " " + f.group(3) + "("
                  + f.group(4) + ") {" + f.group(5));
    }

    private Optional<Mistake> size() {
      Step step = pick(reached);
      return step.batchSize() == 0
          ? Optional.empty()
          : forms(
              step.name(),
              "BatchLimits: no elements",
              "BatchLimits",
              f -> f.group().replaceFirst("maxBatchSize = \\d+", "maxBatchSize = 0"));
    }

    private Optional<Mistake> twice() {
      Step step = pick(spec.steps());
      String name = step.name();
      Set<Integer> forms = linesOf(name);
      if (forms.isEmpty()) {
        return Optional.empty();
      }
      int at = forms.iterator().next() - 1;
      insert(
          at,
          !step.has(Trait.BATCH_ONLY)
              ? "    @Node(\"" + name + "\") static int again" + added++
                  + "(Long other) { return 1; }"
              : "    @BatchNode(\"" + name + "\") static List<Integer> again" + added++
                  + "(List<Integer> other) { return other; }");
      Set<Integer> both = new TreeSet<>(linesOf(name));
      both.add(at + 1);
      return Optional.of(new Mistake("DuplicateValue: two steps", "DuplicateValue", both));
    }

    /** Changes every form of the step. */
    private Optional<Mistake> forms(
        String step, String what, String code, java.util.function.Function<Matcher, String> made) {
      Set<Integer> changed = linesOf(step);
      for (int line : changed) {
        Matcher form = FORM.matcher(lines.get(line - 1));
        if (form.matches()) {
          lines.set(line - 1, made.apply(form));
        }
      }
      return Optional.of(new Mistake(what, code, changed));
    }

    private Set<Integer> linesOf(String step) {
      Set<Integer> found = new TreeSet<>();
      for (int i = 0; i < lines.size(); i++) {
        Matcher form = FORM.matcher(lines.get(i));
        if (form.matches() && form.group(3).matches(step + "(Batch)?")) {
          found.add(i + 1);
        }
      }
      return found;
    }

    // ---- the pipeline's own members

    private Optional<Mistake> entry(
        String what, String code, UnaryOperator<String> asks, UnaryOperator<String> type) {
      List<Integer> entries = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        if (ENTRY.matcher(lines.get(i)).matches()) {
          entries.add(i);
        }
      }
      if (entries.isEmpty()) {
        return Optional.empty();
      }
      int line = pick(entries);
      Matcher entry = ENTRY.matcher(lines.get(line));
      if (entry.matches()) {
        String asked = "@" + entry.group(1) + "(\"" + entry.group(2) + "\")";
        lines.set(
            line,
            "  " + asks.apply(asked) + " " + type.apply(entry.group(3)) + " " + entry.group(4) + "("
                + entry.group(5) + ");");
      }
      return Optional.of(new Mistake(code + ": " + what, code, Set.of(line + 1)));
    }

    private String overloaded() {
      return lines.stream()
          .filter(l -> ENTRY.matcher(l).matches())
          .findFirst()
          .map(l -> l.strip().replace(");", ", UUID untaken);"))
          .orElse("");
    }

    private String inputLikeAStep() {
      return "@Input int " + pick(spec.steps()).name() + "();";
    }

    /** One more member of the interface, before the resource. */
    private Optional<Mistake> member(String what, String code, String text) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      int at = member();
      insert(at, "  " + text);
      Set<Integer> where = new TreeSet<>(Set.of(at + 1));
      spec.steps()
          .forEach(s -> where.addAll(code.equals("DuplicateValue") ? linesOf(s.name()) : Set.of()));
      return Optional.of(new Mistake(code + ": " + what, code, where));
    }

    private int member() {
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains("@StatefulResource")) {
          return i;
        }
      }
      throw new IllegalStateException("no resource");
    }

    private Optional<Mistake> resource() {
      int at = member();
      String wrong = pick(List.of("gpus = 1.5", "gpus = -1", "maxConcurrency = 0"));
      lines.set(at, lines.get(at).replaceFirst("maxConcurrency = 2", wrong));
      return Optional.of(new Mistake("ResourceLimits: " + wrong, "ResourceLimits", Set.of(at + 1)));
    }

    private void insert(int at, String line) {
      lines.add(at, line);
    }

    private <T> T pick(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }
  }
}
