package dev.headrace.processor.read;

import dev.headrace.Outputs;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** The methods and constructors of a class whose signatures a pipeline may ask for. */
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
    return MethodSignatures.companion(outermost);
  }

  /** One line for each that says something; none when nothing would be asked for. */
  public List<String> lines(TypeElement type) {
    List<String> lines = new ArrayList<>();
    collect(type, lines);
    return lines;
  }

  private void collect(TypeElement type, List<String> lines) {
    boolean isResource = !Annotated.marks(type).isEmpty() && !type.getKind().isInterface();
    if (type.getKind() == ElementKind.RECORD
        && Annotated.find(type, Outputs.class).isPresent()) {
      for (RecordComponentElement component : type.getRecordComponents()) {
        ExecutableElement accessor = component.getAccessor();
        Nullness said = Nullness.of(component, component.asType());
        add(accessor, said.or(Nullness.of(accessor, accessor.getReturnType())), lines);
      }
    }
    for (Element member : type.getEnclosedElements()) {
      boolean isAsked = member instanceof ExecutableElement
          && (!Annotated.marks(member).isEmpty()
              || type.getKind().isInterface() && member.getModifiers().contains(Modifier.ABSTRACT)
              || isResource && member.getSimpleName().contentEquals("<init>"));
      if (isAsked
          && member instanceof ExecutableElement method
          && !method.getModifiers().contains(Modifier.PRIVATE)) {
        add(method, Nullness.of(method, method.getReturnType()), lines);
      }
    }
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> collect(nested, lines));
  }

  private void add(ExecutableElement method, Nullness result, List<String> lines) {
    if (!method.getParameters().isEmpty() || !result.levels().isEmpty()) {
      lines.add(MethodSignatures.line(types, method, result));
    }
  }
}
