package dev.headrace.processor.read;

import dev.headrace.Input;
import dev.headrace.Pipeline;
import dev.headrace.Use;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.NodesClass;
import dev.headrace.processor.model.PlainMethod;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.StaticField;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.model.TypeSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the graph of one pipeline. */
public final class GraphReader {
  private final Types types;
  private final Elements elements;
  private final Sources sources;
  private final TypeReader reader = new TypeReader();
  private final MethodSignatures signatures;
  private final EntryReader entries;
  private final UseReader uses;
  private final NodeReader nodes;
  private final ResourceReader resources;

  /** A reader for one run of the compiler. */
  public GraphReader(ProcessingEnvironment environment, Sources sources) {
    this.sources = sources;
    types = environment.getTypeUtils();
    elements = environment.getElementUtils();
    signatures = new MethodSignatures(types, elements, sources);
    entries = new EntryReader(reader, signatures, types, elements);
    nodes = new NodeReader(reader, signatures, elements);
    uses = new UseReader(reader, nodes, types);
    resources = new ResourceReader(reader, signatures, types, elements);
  }

  /**
   * The graph that the pipeline's interface declares.
   *
   * @param rivals what already has the name of something that is to be generated for it, in words
   */
  public Graph read(TypeElement pipeline, List<String> rivals) {
    return read(pipeline, rivals, List.of());
  }

  private Graph read(TypeElement pipeline, List<String> rivals, List<UseReader.Level> around) {
    Annotated annotation = Annotated.find(pipeline, Pipeline.class).orElseThrow();
    Set<TypeElement> interfaces = new LinkedHashSet<>();
    collectInterfaces(pipeline, interfaces);
    Set<TypeElement> owners = owners(annotation, interfaces);
    List<Node> found = owners.stream().flatMap(o -> nodes.read(o).stream()).toList();
    String doc = elements.getDocComment(pipeline);
    CompilerTypes typeSystem = new CompilerTypes(types, elements, pipeline);
    List<ExecutableElement> methods = members(pipeline, interfaces);
    return new Graph(
        (JavaType.Declared) reader.read(types.erasure(pipeline.asType())),
        doc == null ? "" : doc.strip(),
        pipeline.getKind() == ElementKind.INTERFACE,
        pipeline.getModifiers().contains(Modifier.PUBLIC),
        !pipeline.getTypeParameters().isEmpty(),
        annotation.integer("gpus") < 0
            ? OptionalInt.empty()
            : OptionalInt.of(annotation.integer("gpus")),
        annotation.origin("gpus"),
        nodesClasses(annotation),
        staticFields(owners),
        plainMethods(owners, interfaces),
        rawParents(interfaces),
        new NullMarkReader(reader, elements, sources).read(pipeline, methods),
        rivals,
        methods.stream()
            .filter(m -> Annotated.find(m, Input.class).isPresent())
            .map(m -> input(m, member(pipeline, m).getReturnType()))
            .toList(),
        methods.stream()
            .filter(GraphReader::isEntry)
            .map(m -> entries.read(m, member(pipeline, m)))
            .toList(),
        steps(found),
        methods.stream()
            .filter(m -> Annotated.find(m, Use.class).isPresent())
            .map(m -> uses.read(m, pipeline, around, this::read))
            .toList(),
        List.of(),
        slots(owners, typeSystem),
        typeSystem,
        new UnlistedClasses(sources, elements, owners, reader, nodes, resources, typeSystem),
        annotation.origin());
  }

  /** Whether the type itself is a pipeline. Asked for the annotation as an object, javac throws where a class in it is nowhere. */
  public static boolean isPipeline(TypeElement type) {
    return Annotated.find(type, Pipeline.class).isPresent();
  }

  /** Whether an annotation in the pipeline, or in one that it uses, is not imported, or names what is nowhere. */
  public boolean isIncomplete(TypeElement pipeline) {
    Set<TypeElement> pipelines = new LinkedHashSet<>();
    topLevel(pipeline, pipelines, new LinkedHashSet<>());
    Absence absence = new Absence(elements, types);
    return pipelines.stream().anyMatch(p -> owners(p).stream().anyMatch(absence::isIn));
  }

  /** The top-level classes that a pipeline is made of, its own first. */
  public List<String> classesOf(TypeElement pipeline) {
    return topLevel(pipeline).stream().map(t -> t.getQualifiedName().toString()).toList();
  }

  /** Those of them that are being compiled: what is generated depends on them. */
  public List<Element> originsOf(TypeElement pipeline) {
    return topLevel(pipeline).stream()
        .filter(sources::contains)
        .map(Element.class::cast)
        .toList();
  }

  private Set<TypeElement> topLevel(TypeElement pipeline) {
    Set<TypeElement> found = new LinkedHashSet<>();
    topLevel(pipeline, new LinkedHashSet<>(), found);
    return found;
  }

  private void topLevel(TypeElement pipeline, Set<TypeElement> seen, Set<TypeElement> found) {
    if (!seen.add(pipeline)) {
      return;
    }
    Set<TypeElement> interfaces = new LinkedHashSet<>();
    collectInterfaces(pipeline, interfaces);
    found.add(Sources.outermost(pipeline));
    for (TypeElement owner : owners(pipeline)) {
      found.add(Sources.outermost(owner));
      for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
        if (!Annotated.marks(method).isEmpty()) {
          method.getParameters().stream()
              .filter(p -> resources.ofType(p.asType()).isPresent())
              .forEach(p -> found.add(Sources.outermost(types.asElement(p.asType()))));
        }
      }
    }
    methods(interfaces)
        .flatMap(m -> UseReader.pipeline(m).stream())
        .forEach(used -> topLevel(used, seen, found));
  }

  private List<NodesClass> nodesClasses(Annotated annotation) {
    List<NodesClass> classes = new ArrayList<>();
    for (TypeMirror type : annotation.types("nodes")) {
      TypeElement element = types.asElement(type) instanceof TypeElement known ? known : null;
      boolean isOfUse = element != null && isOfUse(element);
      classes.add(new NodesClass(
          reader.read(type),
          isOfUse,
          element != null && isPipeline(element),
          element == null || isOfUse ? List.of() : nestedOfUse(element),
          annotation.origin("nodes", classes.size())));
    }
    return classes;
  }

  private boolean isOfUse(TypeElement element) {
    return !nodes.read(element).isEmpty()
        || resources.ofClass(element).isPresent()
        || hasFactory(element);
  }

  private List<JavaType.Declared> nestedOfUse(TypeElement element) {
    return ElementFilter.typesIn(element.getEnclosedElements()).stream()
        .filter(this::isOfUse)
        .map(t -> (JavaType.Declared) reader.read(types.erasure(t.asType())))
        .toList();
  }

  private boolean hasFactory(TypeElement owner) {
    return ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
        .anyMatch(m -> resources.ofFactory(owner, m).isPresent());
  }

  private List<StaticField> staticFields(Set<TypeElement> owners) {
    List<StaticField> fields = new ArrayList<>();
    for (TypeElement owner : owners) {
      for (VariableElement field : ElementFilter.fieldsIn(owner.getEnclosedElements())) {
        if (field.getModifiers().contains(Modifier.STATIC)) {
          fields.add(new StaticField(
              field.getSimpleName().toString(),
              (JavaType.Declared) reader.read(owner.asType()),
              reader.read(field.asType()),
              SourceOrigin.of(field)));
        }
      }
    }
    return fields;
  }

  private List<PlainMethod> plainMethods(Set<TypeElement> owners, Set<TypeElement> interfaces) {
    List<PlainMethod> plain = new ArrayList<>();
    for (TypeElement owner : owners) {
      for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
        boolean isOther = Annotated.find(method, dev.headrace.Node.class).isPresent()
            || Annotated.find(method, dev.headrace.BatchNode.class).isPresent()
            || resources.ofFactory(owner, method).isPresent()
            || interfaces.contains(owner) && isMember(method)
            || isAccessor(owner, method);
        if (!isOther) {
          plain.add(new PlainMethod(
              method.getSimpleName().toString(),
              (JavaType.Declared) reader.read(types.erasure(owner.asType())),
              method.getModifiers().contains(Modifier.STATIC),
              reader.read(method.getReturnType()),
              Annotated.marks(method),
              nodes.method(owner, method).parameters(),
              SourceOrigin.of(method)));
        }
      }
    }
    return plain;
  }

  /** Whether a record has it for a component, whose annotations then are on it, too. */
  private static boolean isAccessor(TypeElement owner, ExecutableElement method) {
    return owner.getKind() == ElementKind.RECORD // of others Eclipse cannot be asked
        && method.getParameters().isEmpty()
        && owner.getRecordComponents().stream()
            .anyMatch(c -> c.getSimpleName().equals(method.getSimpleName()));
  }

  private List<JavaType.Declared> rawParents(Set<TypeElement> interfaces) {
    return interfaces.stream()
        .flatMap(i -> i.getInterfaces().stream())
        .filter(t -> t instanceof DeclaredType d
            && d.getTypeArguments().isEmpty()
            && d.asElement() instanceof TypeElement parent
            && !parent.getTypeParameters().isEmpty())
        .map(t -> (JavaType.Declared) reader.read(t))
        .toList();
  }

  private void collectInterfaces(TypeElement type, Set<TypeElement> into) {
    if (into.add(type)) {
      for (TypeMirror parent : type.getInterfaces()) {
        if (types.asElement(parent)
            instanceof TypeElement known) { // Eclipse has none for what is nowhere
          collectInterfaces(known, into);
        }
      }
    }
  }

  private Set<TypeElement> owners(TypeElement pipeline) {
    Set<TypeElement> interfaces = new LinkedHashSet<>();
    collectInterfaces(pipeline, interfaces);
    return owners(Annotated.find(pipeline, Pipeline.class).orElseThrow(), interfaces);
  }

  private Set<TypeElement> owners(Annotated annotation, Set<TypeElement> interfaces) {
    Set<TypeElement> owners = new LinkedHashSet<>();
    interfaces.forEach(i -> collectNested(i, owners));
    for (TypeMirror type : annotation.types("nodes")) {
      if (types.asElement(type) instanceof TypeElement element) {
        owners.add(element);
      }
    }
    return owners;
  }

  private static void collectNested(TypeElement type, Set<TypeElement> into) {
    into.add(type);
    ElementFilter.typesIn(type.getEnclosedElements()).stream()
        .filter(nested -> !isPipeline(nested)) // a graph of its own
        .forEach(nested -> collectNested(nested, into));
  }

  private static Stream<ExecutableElement> methods(Set<TypeElement> interfaces) {
    return interfaces.stream()
        .flatMap(i -> ElementFilter.methodsIn(i.getEnclosedElements()).stream());
  }

  /** The methods of the interfaces, without those that others of them override. */
  private List<ExecutableElement> members(TypeElement pipeline, Set<TypeElement> interfaces) {
    List<ExecutableElement> all =
        methods(interfaces).filter(GraphReader::isMember).toList();
    return all.stream()
        .filter(m -> all.stream().noneMatch(o -> overrides(o, m, pipeline)))
        .toList();
  }

  /** Whether the executor inherits the method. */
  private static boolean isMember(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE);
  }

  /** In Eclipse's own answer, methods of interfaces that have nothing to do with each other do, too. */
  private boolean overrides(ExecutableElement method, ExecutableElement other, TypeElement in) {
    TypeMirror of = declaring(method);
    TypeMirror from = declaring(other);
    return method.getSimpleName().equals(other.getSimpleName())
        && types.isSubtype(of, from)
        && !types.isSameType(of, from)
        && types.isSubsignature(member(in, method), member(in, other));
  }

  private TypeMirror declaring(ExecutableElement method) {
    return types.erasure(Objects.requireNonNull(method.getEnclosingElement()).asType());
  }

  /** The types of a method in the pipeline; as it was written, for its annotations, where no generic interface declares it. */
  private ExecutableType member(TypeElement pipeline, ExecutableElement method) {
    boolean isGeneric = method.getEnclosingElement() instanceof TypeElement of
        && !of.getTypeParameters().isEmpty();
    return (ExecutableType)
        (isGeneric ? types.asMemberOf((DeclaredType) pipeline.asType(), method) : method.asType());
  }

  /** Whether callers ask for what the method of a pipeline gives. */
  static boolean isEntry(ExecutableElement method) {
    boolean isClose = method.getSimpleName().contentEquals("close")
        && method.getParameters().isEmpty()
        && method.getReturnType().getKind() == TypeKind.VOID;
    return method.getModifiers().contains(Modifier.ABSTRACT)
        && Annotated.find(method, Input.class).isEmpty()
        && Annotated.find(method, Use.class).isEmpty()
        && !isClose;
  }

  private dev.headrace.processor.model.Input input(ExecutableElement method, TypeMirror type) {
    Optional<Annotated> opened = Annotated.find(method, dev.headrace.Elements.class);
    Nullness nulls = signatures.nullness(method).or(Nullness.of(method, type));
    String doc = elements.getDocComment(method);
    return new dev.headrace.processor.model.Input(
        method.getSimpleName().toString(),
        reader.read(type),
        nulls.at(0),
        nulls.at(1),
        method.isDefault(),
        !method.getParameters().isEmpty(),
        Optional.empty(),
        ParameterReader.elements(method),
        opened.map(a -> a.origin("value")).orElseGet(() -> SourceOrigin.of(method)),
        Annotated.marks(method),
        doc == null ? "" : doc.strip(),
        SourceOrigin.of(method));
  }

  private static List<Step> steps(List<Node> nodes) {
    Map<String, List<Node>> byValue = new LinkedHashMap<>();
    nodes.forEach(
        n -> byValue.computeIfAbsent(n.value(), v -> new ArrayList<>()).add(n));
    return byValue.entrySet().stream()
        .map(e -> new Step(e.getKey(), e.getKey(), e.getValue()))
        .toList();
  }

  /**
   * Factories of the classes with steps, and every annotated class that they or a step or a resource ask for, unless a factory
   * stands for it; two where two have one name.
   */
  private List<Resource> slots(Set<TypeElement> owners, TypeSystem typeSystem) {
    Map<List<Object>, Resource> found = new LinkedHashMap<>(); // by what builds them
    for (TypeElement owner : owners) {
      resources
          .ofClass(owner)
          .filter(r -> !r.isAbstract())
          .ifPresent(r -> addResource(r, owner, found));
      for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
        Optional<Resource> made = resources.ofFactory(owner, method);
        made.ifPresent(r -> found.putIfAbsent(builder(r), r));
        boolean isNode = Annotated.find(method, dev.headrace.Node.class).isPresent()
            || Annotated.find(method, dev.headrace.BatchNode.class).isPresent();
        if (isNode || made.isPresent()) {
          method.getParameters().forEach(p -> addResource(p, found));
        }
      }
    }
    return found.values().stream()
        .filter(r -> found.values().stream().noneMatch(o -> replaces(typeSystem, o, r)))
        .toList();
  }

  /** Whether a factory stands for what the class itself would be: of its name, or where nothing else can build it. */
  private static boolean replaces(TypeSystem types, Resource factory, Resource of) {
    return factory.factory().isPresent()
        && of.factory().isEmpty()
        && (of.isAbstract() || factory.slot().equals(of.slot()))
        && types.assignable(factory.type(), of.type());
  }

  private void addResource(VariableElement parameter, Map<List<Object>, Resource> found) {
    resources
        .ofType(parameter.asType())
        .ifPresent(r ->
            addResource(r, (TypeElement) ((DeclaredType) parameter.asType()).asElement(), found));
  }

  /** Adds the resource that a class is, and what its constructor takes. */
  private void addResource(Resource r, TypeElement type, Map<List<Object>, Resource> found) {
    if (found.putIfAbsent(builder(r), r) == null) {
      ElementFilter.constructorsIn(type.getEnclosedElements())
          .forEach(c -> c.getParameters().forEach(p -> addResource(p, found)));
    }
  }

  private static List<Object> builder(Resource r) {
    return List.of(r.owner(), r.factory());
  }
}
