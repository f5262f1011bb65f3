package dev.headrace.processor.check;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A value of one type for a parameter of another. */
final class TypeMismatch implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Map<String, List<Problem.Mismatch>> byCause = new LinkedHashMap<>();
    Set<String> doubtful = Doubtful.names(resolution.graph());
    Problems.of(resolution, Problem.Mismatch.class)
        .filter(p -> !doubtful.contains(p.parameter().source().name())
            && !p.wanted().isOpen()
            && !p.wanted().isUnresolved()
            && !p.type().isUnresolved())
        .distinct()
        .forEach(p -> byCause
            .computeIfAbsent(p.name() + " " + p.wanted().qualified(), c -> new ArrayList<>())
            .add(p));
    return byCause.values().stream().map(all -> finding(resolution, all)).toList();
  }

  private static Finding finding(Resolution resolution, List<Problem.Mismatch> all) {
    Finding first = finding(resolution, all.get(0));
    String others = all.stream()
        .skip(1)
        .map(p -> p.by().reference())
        .distinct()
        .collect(Collectors.joining(", "));
    return others.isEmpty()
        ? first
        : Finding.error(
            first.code(),
            first.origin(),
            first.what(),
            List.of("also taken so by " + others),
            first.fixes());
  }

  private static Finding finding(Resolution resolution, Problem.Mismatch p) {
    boolean isList = p.by().isBatch() && !p.parameter().shared();
    String value = shown(p.type(), p.wanted());
    String wanted = shown(p.wanted(), p.type());
    List<String> fixes = new ArrayList<>();
    boolean isCollected = p.parameter().source() instanceof Source.All;
    fixes.add("change the " + (p.by().isConstructor() ? "component" : "parameter") + " to "
        + (isList
            ? "List<" + shown(resolution.graph().types().boxed(p.type()), p.wanted()) + ">"
            : value)
        + (isCollected ? "." : ", or let " + p.name() + " be " + wanted + "."));
    Optional<JavaType> element = resolution.graph().types().element(p.type());
    boolean whole =
        p.parameter().source() instanceof Source.Named n && n.components().isEmpty();
    if (whole
        && !p.by().isConstructor()
        && element.isPresent()
        && resolution.graph().types().assignable(element.get(), p.wanted())) {
      fixes.add((p.type().isOptional() ? "run only where there is one" : "take one element of it")
          + ": @Each(\"" + p.name() + "\").");
    }
    if (p.parameter().source() instanceof Source.Each each && !each.isPlaced()) {
      KnownNames.of(resolution.graph())
          .type(each.name())
          .filter(l -> resolution.graph().types().assignable(l, p.wanted()))
          .ifPresent(
              l -> fixes.add("take " + each.name() + " itself: @From(\"" + each.name() + "\")."));
    }
    Optional<JavaType> list = resolution.graph().types().element(p.wanted());
    if (whole
        && p.isMany()
        && list.isPresent()
        && resolution.graph().types().assignable(p.type(), list.get())) {
      fixes.add("take all of its values: @All(\"" + p.name() + "\").");
      if (!p.by().isBatch() && p.by().result().isList()) {
        fixes.add("if it is a step over batches: @BatchNode.");
      }
    }
    if (isList && resolution.graph().types().assignable(p.type(), p.parameter().type())) {
      fixes.add("if it takes the whole " + value + " at once: @Node.");
    }
    return Finding.error(
        "TypeMismatch",
        p.parameter().origin(),
        (p.by().isConstructor() ? "Component " : "Parameter ") + p.parameter().name() + " of "
            + p.by().reference() + " takes " + wanted + ", but " + p.name() + " is " + value + ".",
        List.of(),
        fixes);
  }

  /** With packages where the simple names alone would read the same. */
  private static String shown(JavaType type, JavaType other) {
    return type.simple().equals(other.simple()) ? type.qualified() : type.simple();
  }
}
