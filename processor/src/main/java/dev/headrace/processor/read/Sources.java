package dev.headrace.processor.read;

import dev.headrace.Signatures;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Generated;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Which classes are being compiled; all others come from class files, where no finding can point. */
public final class Sources {
  private final Set<String> types = new HashSet<>();

  /** Adds the sources of a round; says whether there is one among them that Headrace did not write. */
  public boolean add(RoundEnvironment round) {
    boolean foreign = false;
    for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
      types.add(type.getQualifiedName().toString());
      foreign |= !isOurs(type);
    }
    return foreign;
  }

  private static boolean isOurs(TypeElement type) {
    Generated generated = type.getAnnotation(Generated.class);
    return type.getAnnotation(Signatures.class) != null
        || generated != null && generated.value()[0].startsWith("dev.headrace.");
  }

  /** Whether the element is declared in one of them. */
  public boolean contains(Element element) {
    // of a source that names what is nowhere, Eclipse does not say which method a parameter is of
    boolean isLoose = element.getEnclosingElement() == null && !(element instanceof TypeElement);
    return isLoose || types.contains(outermost(element).getQualifiedName().toString());
  }

  /** The top-level classes among them, in the order of their names. */
  List<String> roots() {
    return types.stream().sorted().toList();
  }

  /** Whether the class is one of them. */
  public boolean contains(String qualifiedName) {
    return types.contains(qualifiedName);
  }

  /** The top-level class around an element. */
  public static TypeElement outermost(Element element) {
    Element at = element;
    while (!(at instanceof TypeElement type && !type.getNestingKind().isNested())) {
      at = java.util.Objects.requireNonNull(at.getEnclosingElement(), "in no class");
    }
    return (TypeElement) at;
  }
}
