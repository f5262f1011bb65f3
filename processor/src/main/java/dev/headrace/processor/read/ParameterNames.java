package dev.headrace.processor.read;

import dev.headrace.Signatures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What parameters are called: as in the source, or, where a class file has lost it, as the class beside it says. */
public final class ParameterNames {
  private static final String COMPANION = "_Signatures";
  private static final Pattern ANNOTATION = Pattern.compile("@\\S+\\s+");
  private final Types types;
  private final Elements elements;
  private final Sources sources;
  private final Map<String, Map<String, List<String>>> companions = new HashMap<>();

  /** For one run of the compiler. */
  public ParameterNames(Types types, Elements elements, Sources sources) {
    this.types = types;
    this.elements = elements;
    this.sources = sources;
  }

  /** The name of a parameter of a method or constructor. */
  public String of(VariableElement parameter) {
    ExecutableElement method =
        java.util.Objects.requireNonNull((ExecutableElement) parameter.getEnclosingElement());
    List<String> known = isLost(method) ? companion(method) : null;
    return known == null
        ? parameter.getSimpleName().toString()
        : known.get(method.getParameters().indexOf(parameter));
  }

  /** Whether the method is being compiled. */
  boolean isSource(ExecutableElement method) {
    return sources.contains(method);
  }

  /** Whether nothing says what the parameters are called. */
  boolean areMissing(ExecutableElement method) {
    return isLost(method) && companion(method) == null;
  }

  /** Compilers call parameters {@code arg0} and so on when the class file does not say. */
  private boolean isLost(ExecutableElement method) {
    int index = 0;
    for (VariableElement parameter : method.getParameters()) {
      if (!parameter.getSimpleName().contentEquals("arg" + index++)) {
        return false;
      }
    }
    return index > 0 && !sources.contains(method);
  }

  private @Nullable List<String> companion(ExecutableElement method) {
    return companions
        .computeIfAbsent(companion(Sources.outermost(method)), this::read)
        .get(key(types, method));
  }

  private Map<String, List<String>> read(String companion) {
    Map<String, List<String>> names = new HashMap<>();
    TypeElement element = elements.getTypeElement(companion);
    if (element != null) {
      Annotated.find(element, Signatures.class)
          .ifPresent(a -> a.texts("value").forEach(line -> {
            int equals = line.indexOf('=');
            names.put(
                line.substring(0, equals), List.of(line.substring(equals + 1).split(",")));
          }));
    }
    return names;
  }

  /** The class that holds the names of a top-level class. */
  public static String companion(TypeElement outermost) {
    return outermost.getQualifiedName() + COMPANION;
  }

  /** One line of the companion. */
  public static String line(Types types, ExecutableElement method) {
    return key(types, method) + "="
        + method.getParameters().stream()
            .map(p -> p.getSimpleName().toString())
            .collect(Collectors.joining(","));
  }

  /** What tells a method from all others of its top-level class. */
  private static String key(Types types, ExecutableElement method) {
    StringBuilder owner = new StringBuilder();
    for (Element at = method.getEnclosingElement();
        at instanceof TypeElement type && type.getNestingKind().isNested();
        at = at.getEnclosingElement()) {
      owner.insert(0, type.getSimpleName() + ".");
    }
    return owner
        + method.getSimpleName().toString()
        + method.getParameters().stream()
            .map(p -> erased(types, p))
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static String erased(Types types, VariableElement parameter) {
    String text = types.erasure(parameter.asType()).toString();
    return text.indexOf('@') < 0 ? text : ANNOTATION.matcher(text).replaceAll("");
  }
}
