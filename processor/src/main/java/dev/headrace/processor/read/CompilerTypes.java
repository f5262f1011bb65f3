package dev.headrace.processor.read;

import dev.headrace.Dim;
import dev.headrace.StatefulResource;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.DataType.Kind;
import dev.headrace.processor.model.Declaration;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.JavaType.ArrayOf;
import dev.headrace.processor.model.JavaType.Declared;
import dev.headrace.processor.model.JavaType.Primitive;
import dev.headrace.processor.model.JavaType.Wildcard;
import dev.headrace.processor.model.TypeSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Answers from the compiler's own type relations; types are looked up by name, so that values are all it needs. */
final class CompilerTypes implements TypeSystem {
  private static final Map<String, Kind> SCALARS = Map.ofEntries(
      Map.entry("java.lang.Boolean", Kind.BOOLEAN),
      Map.entry("java.lang.Byte", Kind.BYTE),
      Map.entry("java.lang.Short", Kind.SHORT),
      Map.entry("java.lang.Integer", Kind.INT),
      Map.entry("java.lang.Long", Kind.LONG),
      Map.entry("java.lang.Float", Kind.FLOAT),
      Map.entry("java.lang.Double", Kind.DOUBLE),
      Map.entry("java.lang.Character", Kind.CHAR),
      Map.entry("java.lang.String", Kind.STRING),
      Map.entry("java.time.Instant", Kind.INSTANT),
      Map.entry("java.time.LocalDate", Kind.LOCAL_DATE),
      Map.entry("java.time.Duration", Kind.DURATION),
      Map.entry("java.util.UUID", Kind.UUID));

  private final Types types;
  private final Elements elements;
  private final String home;
  private final TypeReader reader = new TypeReader();
  private final Map<JavaType, Optional<DataType>> dataTypes = new HashMap<>();
  private final Map<JavaType, List<Component>> components = new HashMap<>();
  private final Map<JavaType, Optional<TypeMirror>> mirrors = new HashMap<>();
  private final Map<String, Optional<Declaration>> declarations = new HashMap<>();

  /** {@code pipeline}: what the generated classes, which lie beside it, cannot name, is no data. */
  CompilerTypes(Types types, Elements elements, TypeElement pipeline) {
    this.types = types;
    this.elements = elements;
    this.home = packageName(pipeline);
  }

  @Override
  public boolean assignable(JavaType from, JavaType to) {
    if (from.equals(to)) {
      return true;
    }
    Optional<TypeMirror> source = mirror(from);
    Optional<TypeMirror> target = mirror(to);
    return source.isPresent()
        && target.isPresent()
        && types.isAssignable(source.get(), target.get());
  }

  @Override
  public JavaType boxed(JavaType type) {
    if (!type.isPrimitive()) {
      return type;
    }
    return reader.read(
        types.boxedClass(types.getPrimitiveType(kind((Primitive) type))).asType());
  }

  @Override
  public Optional<JavaType> element(JavaType type) {
    if (type instanceof ArrayOf array && !isBytes(array)) {
      return Optional.of(array.component());
    }
    if (type instanceof Declared declared && type.isContainer()) {
      return Optional.of(upper(declared.arguments().get(0)));
    }
    return Optional.empty();
  }

  /** Whether it is one value, not many. */
  private static boolean isBytes(ArrayOf array) {
    return array.component().equals(new Primitive("byte"));
  }

  /** What can be read from a container with this type argument. */
  private static JavaType upper(JavaType type) {
    return type instanceof Wildcard w ? w.upper().orElse(Declared.of("java.lang", "Object")) : type;
  }

  @Override
  public List<Component> components(JavaType type) {
    return components.computeIfAbsent(type, this::readComponents);
  }

  private List<Component> readComponents(JavaType type) {
    Optional<TypeElement> element = type instanceof Declared d ? typeElement(d) : Optional.empty();
    if (element.isEmpty() || element.get().getKind() != ElementKind.RECORD) {
      return List.of();
    }
    DeclaredType declared = (DeclaredType) mirror(type).orElseThrow();
    List<Component> found = new ArrayList<>();
    for (RecordComponentElement component : element.get().getRecordComponents()) {
      ExecutableType accessor =
          (ExecutableType) types.asMemberOf(declared, component.getAccessor());
      JavaType read = reader.read(accessor.getReturnType());
      Optional<Annotated> dim = Annotated.find(component, Dim.class);
      found.add(new Component(
          component.getSimpleName().toString(),
          dim.flatMap(d -> read.sized(d.integer("value"))).orElse(read),
          dim.map(d -> SourceOrigin.of(component))));
    }
    return List.copyOf(found);
  }

  @Override
  public Optional<DataType> dataType(JavaType type) {
    return dataType(type, new HashSet<>());
  }

  private Optional<DataType> dataType(JavaType type, Set<JavaType> within) {
    Optional<DataType> known = dataTypes.get(type);
    if (known != null) {
      return known;
    }
    if (!within.add(type)) {
      return Optional.empty(); // a record that contains itself has no column
    }
    Optional<DataType> read = readDataType(type, within);
    within.remove(type);
    if (within.isEmpty()) {
      dataTypes.put(type, read);
    }
    return read;
  }

  private Optional<DataType> readDataType(JavaType type, Set<JavaType> within) {
    if (type instanceof Primitive p) {
      return p.isVoid()
          ? Optional.empty()
          : Optional.of(
              new DataType.Scalar(Kind.valueOf(p.keyword().toUpperCase(Locale.ROOT)), type));
    }
    if (type instanceof ArrayOf array) {
      return isBytes(array)
          ? Optional.of(new DataType.Scalar(Kind.BYTES, type))
          : dataType(array.component(), within)
              .map(e -> new DataType.ListOf(e, type, array.size()));
    }
    if (!(type instanceof Declared declared)) {
      return Optional.empty();
    }
    Kind scalar = SCALARS.get(declared.canonicalName());
    if (scalar != null) {
      return Optional.of(new DataType.Scalar(scalar, type));
    }
    List<JavaType> arguments = declared.arguments();
    if (declared.is("java.util.List") && arguments.size() == 1) {
      return dataType(upper(arguments.get(0)), within)
          .map(e -> new DataType.ListOf(e, type, declared.size()));
    }
    if (declared.is("java.util.Optional") && arguments.size() == 1) {
      return dataType(upper(arguments.get(0)), within).map(e -> new DataType.OptionalOf(e, type));
    }
    if (declared.is("java.util.Map")
        && arguments.size() == 2
        && arguments.get(0).equals(Declared.of("java.lang", "String"))) {
      return dataType(upper(arguments.get(1)), within).map(e -> new DataType.MapOf(e, type));
    }
    return dataClass(declared, within);
  }

  private Optional<DataType> dataClass(Declared declared, Set<JavaType> within) {
    ElementKind kind = typeElement(declared)
        .filter(this::isVisible)
        .map(TypeElement::getKind)
        .orElse(ElementKind.OTHER);
    if (kind == ElementKind.ENUM) {
      return Optional.of(new DataType.EnumOf(declared));
    }
    List<Component> parts = components(declared);
    List<DataType.Field> fields = new ArrayList<>();
    for (Component part : parts) {
      dataType(part.type(), within).ifPresent(t -> fields.add(new DataType.Field(part.name(), t)));
    }
    return kind != ElementKind.RECORD || parts.isEmpty() || fields.size() < parts.size()
        ? Optional.empty()
        : Optional.of(new DataType.Struct(fields, declared));
  }

  private boolean isVisible(TypeElement element) {
    return access(element).reaches(packageName(element).equals(home));
  }

  private String packageName(TypeElement element) {
    return elements.getPackageOf(element).getQualifiedName().toString();
  }

  @Override
  public Optional<Declaration> declaration(Declared type) {
    return declarations.computeIfAbsent(
        type.canonicalName(), name -> typeElement(type).map(CompilerTypes::declaration));
  }

  private static Declaration declaration(TypeElement element) {
    boolean nested = element.getNestingKind().isNested();
    Declaration.Kind kind = switch (element.getKind()) {
      case ENUM -> Declaration.Kind.ENUM;
      case RECORD -> Declaration.Kind.RECORD;
      case INTERFACE, ANNOTATION_TYPE -> Declaration.Kind.INTERFACE;
      default -> Declaration.Kind.CLASS;
    };
    return new Declaration(
        element.getTypeParameters().size(),
        kind,
        nested
            && kind == Declaration.Kind.CLASS
            && !element.getModifiers().contains(Modifier.STATIC),
        element.getModifiers().contains(Modifier.SEALED),
        Annotated.find(element, StatefulResource.class).isPresent(),
        access(element));
  }

  /** Who can name an element: no more than those who can name what is around it. */
  static Declaration.Access access(Element element) {
    Declaration.Access narrowest = Declaration.Access.PUBLIC;
    Element at = element;
    while (at != null && at.getKind() != ElementKind.PACKAGE) {
      boolean member = at.getEnclosingElement() != null
          && at.getEnclosingElement().getKind().isInterface(); // public without saying so
      Declaration.Access own = at.getModifiers().contains(Modifier.PRIVATE)
          ? Declaration.Access.PRIVATE
          : member || at.getModifiers().contains(Modifier.PUBLIC)
              ? Declaration.Access.PUBLIC
              : Declaration.Access.PACKAGE;
      narrowest = own.compareTo(narrowest) < 0 ? own : narrowest;
      at = at.getEnclosingElement();
    }
    return narrowest;
  }

  private Optional<TypeElement> typeElement(Declared declared) {
    return Optional.ofNullable(elements.getTypeElement(declared.canonicalName()));
  }

  private static TypeKind kind(Primitive primitive) {
    return TypeKind.valueOf(primitive.keyword().toUpperCase(Locale.ROOT));
  }

  private Optional<TypeMirror> mirror(JavaType type) {
    Optional<TypeMirror> known = mirrors.get(type);
    if (known == null) {
      known = readMirror(type);
      mirrors.put(type, known);
    }
    return known;
  }

  private Optional<TypeMirror> readMirror(JavaType type) {
    if (type instanceof Primitive p) {
      return p.isVoid() ? Optional.empty() : Optional.of(types.getPrimitiveType(kind(p)));
    }
    if (type instanceof ArrayOf array) {
      return mirror(array.component()).map(types::getArrayType);
    }
    if (type instanceof Wildcard w) {
      return Optional.of(types.getWildcardType(
          w.upper().flatMap(this::mirror).orElse(null),
          w.lower().flatMap(this::mirror).orElse(null)));
    }
    if (!(type instanceof Declared declared)) {
      return Optional.empty();
    }
    List<TypeMirror> arguments =
        declared.arguments().stream().flatMap(a -> mirror(a).stream()).toList();
    Optional<TypeElement> element = typeElement(declared);
    if (element.isEmpty() || arguments.size() < declared.arguments().size()) {
      return Optional.empty();
    }
    return Optional.of(types.getDeclaredType(element.get(), arguments.toArray(TypeMirror[]::new)));
  }
}
