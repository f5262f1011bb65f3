package dev.headrace.processor.read;

import dev.headrace.Signatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * What parameters are called, and what may be null: as in the source, or, where a class file or its reader has lost it, as the
 * class beside it says. Before JDK 22, javac does not tell of annotations on the types in class files.
 */
public final class MethodSignatures {
  private static final String COMPANION = "_Signatures";
  private static final Pattern NAME_END = Pattern.compile("[?.].*");
  private final Types types;
  private final Elements elements;
  private final Sources sources;
  private final Map<String, Map<String, Line>> companions = new HashMap<>();

  /** What a companion says of a method. */
  private record Line(List<String> names, List<Nullness> parameters, Nullness result) {
    /** {@code key?=name,name.?}: what may be null follows the key, of the result, and each name. */
    static Line of(String text, int equals) {
      List<String> names = new ArrayList<>();
      List<Nullness> nulls = new ArrayList<>();
      for (String parameter : text.substring(equals + 1).split(",", -1)) {
        int end = NAME_END.matcher(parameter).replaceFirst("").length();
        names.add(parameter.substring(0, end));
        nulls.add(new Nullness(parameter.substring(end)));
      }
      return new Line(names, nulls, new Nullness(text.substring(text.indexOf(')') + 1, equals)));
    }
  }

  /** For one run of the compiler. */
  public MethodSignatures(Types types, Elements elements, Sources sources) {
    this.types = types;
    this.elements = elements;
    this.sources = sources;
  }

  /** The name of a parameter of a method or constructor. */
  public String name(VariableElement parameter) {
    // of a source with a type that is still to come, Eclipse does not say which method it is of
    if (parameter.getEnclosingElement() instanceof ExecutableElement method && isLost(method)) {
      Line known = companion(method);
      if (known != null) {
        return known.names().get(method.getParameters().indexOf(parameter));
      }
    }
    return parameter.getSimpleName().toString();
  }

  /** What of a parameter may be null. */
  Nullness nullness(VariableElement parameter) {
    Nullness said = Nullness.of(parameter, parameter.asType());
    if (parameter.getEnclosingElement() instanceof ExecutableElement method && !isSource(method)) {
      Line known = companion(method);
      if (known != null) {
        return said.or(known.parameters().get(method.getParameters().indexOf(parameter)));
      }
    }
    return said;
  }

  /** What of a method's result may be null. */
  Nullness nullness(ExecutableElement method) {
    Nullness said = Nullness.of(method, method.getReturnType());
    Line known = isSource(method) ? null : companion(method);
    return known == null ? said : said.or(known.result());
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

  private @Nullable Line companion(ExecutableElement method) {
    return companions
        .computeIfAbsent(companion(Sources.outermost(method)), this::read)
        .get(key(types, method));
  }

  private Map<String, Line> read(String companion) {
    Map<String, Line> lines = new HashMap<>();
    TypeElement element = elements.getTypeElement(companion);
    if (element != null) {
      Annotated.find(element, Signatures.class)
          .ifPresent(a -> a.texts("value").forEach(line -> {
            int equals = line.indexOf('=');
            lines.put(line.substring(0, line.indexOf(')') + 1), Line.of(line, equals));
          }));
    }
    return lines;
  }

  /** The class that holds the signatures of a top-level class. */
  public static String companion(TypeElement outermost) {
    return outermost.getQualifiedName() + COMPANION;
  }

  /** One line of the companion. */
  static String line(Types types, ExecutableElement method, Nullness result) {
    return key(types, method) + result.levels() + "="
        + method.getParameters().stream()
            .map(p -> p.getSimpleName() + Nullness.of(p, p.asType()).levels())
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
    return qualified(types.erasure(parameter.asType()));
  }

  /** The name alone: the text of a type has its annotations, too. */
  private static String qualified(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return qualified(array.getComponentType()) + "[]";
    }
    return type instanceof DeclaredType declared
        ? ((TypeElement) declared.asElement()).getQualifiedName().toString()
        : type.getKind().name().toLowerCase(Locale.ROOT);
  }
}
