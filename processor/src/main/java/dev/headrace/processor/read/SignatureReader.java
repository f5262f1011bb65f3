package dev.headrace.processor.read;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** The methods and constructors of a class whose parameter names a pipeline may ask for. */
public final class SignatureReader {
  private final Types types;

  /** A reader for one run of the compiler. */
  public SignatureReader(ProcessingEnvironment environment) {
    types = environment.getTypeUtils();
  }

  /** The top-level class around an element. */
  public static TypeElement outermost(Element element) {
    return Sources.outermost(element);
  }

  /** The class that is to hold them. */
  public String name(TypeElement outermost) {
    return ParameterNames.companion(outermost);
  }

  /** One line for each; none when no name would be asked for. */
  public List<String> lines(TypeElement type) {
    List<String> lines = new ArrayList<>();
    collect(type, lines);
    return lines;
  }

  private void collect(TypeElement type, List<String> lines) {
    boolean isResource = !Annotated.marks(type).isEmpty() && !type.getKind().isInterface();
    for (Element member : type.getEnclosedElements()) {
      boolean isAsked = member instanceof ExecutableElement
          && (!Annotated.marks(member).isEmpty()
              || type.getKind().isInterface() && member.getModifiers().contains(Modifier.ABSTRACT)
              || isResource && member.getSimpleName().contentEquals("<init>"));
      if (isAsked
          && member instanceof ExecutableElement method
          && !method.getParameters().isEmpty()
          && !method.getModifiers().contains(Modifier.PRIVATE)) {
        lines.add(ParameterNames.line(types, method));
      }
    }
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> collect(nested, lines));
  }
}
