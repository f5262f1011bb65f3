package dev.headrace.processor.read;

import dev.headrace.processor.model.JavaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.NoType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** The compiler's types as values; annotations on them are dropped. */
final class TypeReader extends SimpleTypeVisitor14<JavaType, Void> {

  JavaType read(TypeMirror mirror) {
    return mirror.accept(this, null);
  }

  @Override
  public JavaType visitPrimitive(PrimitiveType type, Void unused) {
    return new JavaType.Primitive(type.getKind().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public JavaType visitNoType(NoType type, Void unused) {
    return new JavaType.Primitive("void");
  }

  @Override
  public JavaType visitArray(ArrayType type, Void unused) {
    return new JavaType.ArrayOf(read(type.getComponentType()));
  }

  @Override
  public JavaType visitDeclared(DeclaredType type, Void unused) {
    Deque<String> names = new ArrayDeque<>();
    Element element = type.asElement();
    // a type that a class file names is looked up only now; javac then finds that it is nowhere
    if (element.getKind() == ElementKind.OTHER || element.asType().getKind() == TypeKind.ERROR) {
      return new JavaType.Unsupported(element.getSimpleName().toString(), true);
    }
    while (!(element instanceof PackageElement)) {
      names.addFirst(element.getSimpleName().toString());
      element = java.util.Objects.requireNonNull(
          element.getEnclosingElement()); // a class is in something
    }
    List<JavaType> arguments = type.getTypeArguments().stream().map(this::read).toList();
    return new JavaType.Declared(
        ((PackageElement) element).getQualifiedName().toString(), List.copyOf(names), arguments);
  }

  @Override
  public JavaType visitError(ErrorType type, Void unused) {
    return new JavaType.Unsupported(type.asElement().getSimpleName().toString(), true);
  }

  @Override
  public JavaType visitTypeVariable(TypeVariable type, Void unused) {
    return new JavaType.Unsupported(type.asElement().getSimpleName().toString(), false);
  }

  @Override
  public JavaType visitWildcard(WildcardType type, Void unused) {
    return new JavaType.Wildcard(
        Optional.ofNullable(type.getExtendsBound()).map(this::read),
        Optional.ofNullable(type.getSuperBound()).map(this::read));
  }

  @Override
  protected JavaType defaultAction(TypeMirror type, Void unused) {
    return new JavaType.Unsupported(type.toString(), false);
  }
}
