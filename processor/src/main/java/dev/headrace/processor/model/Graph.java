package dev.headrace.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pipeline as it was declared: nothing resolved, nothing judged.
 *
 * @param type the pipeline's interface
 * @param doc its Javadoc, or empty
 * @param gpus how many devices the pipeline may use, where that is said
 * @param nodesClasses the classes that {@code nodes = {…}} lists
 * @param staticFields those of the classes with steps
 * @param plainMethods the methods of those classes that are neither steps nor factories
 * @param rawParents the generic interfaces that it extends without type arguments
 * @param nullMark of what may be null by the sources of its methods; empty where nothing may
 * @param rivals what already has the name of a class or module that is to be generated, in words
 * @param steps in the order of their declaration
 * @param uses the pipelines that are steps of this one
 * @param aliases the names that they bring, once their steps are among this one's
 * @param resources the slots that steps can be given, by name
 * @param unlisted what the pipeline does not see
 */
public record Graph(
    JavaType.Declared type,
    String doc,
    boolean isInterface,
    boolean isPublic,
    boolean isGeneric,
    OptionalInt gpus,
    Origin gpusOrigin,
    List<NodesClass> nodesClasses,
    List<StaticField> staticFields,
    List<PlainMethod> plainMethods,
    List<JavaType.Declared> rawParents,
    Optional<NullMark> nullMark,
    List<String> rivals,
    List<Input> inputs,
    List<Entry> entries,
    List<Step> steps,
    List<Use> uses,
    List<Alias> aliases,
    List<Resource> resources,
    TypeSystem types,
    Unlisted unlisted,
    Origin origin) {

  public Graph {
    nodesClasses = List.copyOf(nodesClasses);
    staticFields = List.copyOf(staticFields);
    plainMethods = List.copyOf(plainMethods);
    rawParents = List.copyOf(rawParents);
    rivals = List.copyOf(rivals);
    inputs = List.copyOf(inputs);
    entries = List.copyOf(entries);
    steps = List.copyOf(steps);
    uses = List.copyOf(uses);
    aliases = List.copyOf(aliases);
    resources = List.copyOf(resources);
  }

  /** The same with other parts. */
  public Graph with(
      List<Input> otherInputs,
      List<Entry> otherEntries,
      List<Step> otherSteps,
      List<Alias> otherAliases,
      List<Resource> otherResources) {
    return new Graph(
        type,
        doc,
        isInterface,
        isPublic,
        isGeneric,
        gpus,
        gpusOrigin,
        nodesClasses,
        staticFields,
        plainMethods,
        rawParents,
        nullMark,
        rivals,
        otherInputs,
        otherEntries,
        otherSteps,
        uses,
        otherAliases,
        otherResources,
        types,
        unlisted,
        origin);
  }

  /** The resource slot that a step's parameter is given; empty when the parameter is no resource. */
  public Optional<Resource> resource(Parameter parameter) {
    return resource(parameter.type(), parameter.name());
  }

  /** The slot for a type: the only one of that type, or the one of that name where there are several. */
  public Optional<Resource> resource(JavaType type, String name) {
    List<Resource> fitting = resources(type);
    if (fitting.size() == 1 && !type.simple().equals("Object")) {
      return Optional.of(fitting.get(0));
    }
    return fitting.stream().filter(r -> r.slot().equals(name)).findFirst();
  }

  /** The resource that an instance method runs on. */
  public Optional<Resource> receiver(Node node) {
    if (node.slot().isPresent()) {
      return resources.stream().filter(r -> r.slot().equals(node.slot().get())).findFirst();
    }
    String name = node.owner().name();
    String slot = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return node.modifiers().isStatic()
        ? Optional.empty()
        : resource(node.owner(), slot).or(() -> ofClass(node.owner()));
  }

  /** The slot that the class itself is built for, whatever it had to be called. */
  private Optional<Resource> ofClass(JavaType.Declared type) {
    return resources(type).stream().filter(r -> r.factory().isEmpty()).findFirst();
  }

  /** Every slot that holds something of the type. */
  public List<Resource> resources(JavaType type) {
    return resources.stream().filter(r -> types.assignable(r.type(), type)).toList();
  }

  /** The names of values within used pipelines, and of the records that entries return. */
  public Set<String> innerNames() {
    Set<String> names = new HashSet<>();
    steps.stream().filter(s -> !s.isOwn()).forEach(s -> names.add(s.value()));
    aliases.stream()
        .filter(a -> !a.name().equals(a.use().value()))
        .forEach(a -> names.add(a.name()));
    entries.stream()
        .flatMap(e -> e.outputs().stream())
        .forEach(o -> names.add(o.step().value()));
    return names;
  }

  /** Every class that the executor may name: of steps, resources and values. */
  public Set<JavaType.Declared> classes() {
    Stream<JavaType> owners = Stream.concat(
        steps.stream().flatMap(s -> s.forms().stream()).map(Node::owner),
        resources.stream().map(Resource::owner));
    return Stream.concat(owners, signatureTypes())
        .flatMap(t -> t.parts().stream())
        .filter(JavaType.Declared.class::isInstance)
        .map(JavaType.Declared.class::cast)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether the generated classes, which lie in the package of the pipeline, cannot name the class. */
  public boolean isHidden(JavaType.Declared type) {
    return types.declaration(type).filter(d -> isHidden(type, d.access())).isPresent();
  }

  /** Whether they cannot name a member of the class, with that access. */
  public boolean isHidden(JavaType.Declared owner, Declaration.Access access) {
    return !access.reaches(isNear(owner));
  }

  /** Whether only some classes can implement the pipeline: not the generated ones. */
  public boolean isSealed() {
    return types.declaration(type).filter(Declaration::sealed).isPresent();
  }

  /** Whether the class lies in the package of the pipeline, as the generated ones do. */
  public boolean isNear(JavaType.Declared owner) {
    return owner.packageName().equals(type.packageName());
  }

  /** Whether they cannot call what builds the resource. */
  public boolean isHidden(Resource resource) {
    return isHidden(resource.owner(), resource.access());
  }

  /** The input of that name. */
  public Optional<Input> input(String name) {
    return inputs.stream().filter(i -> i.name().equals(name)).findFirst();
  }

  /** The resource that a parameter of a resource's constructor is given. */
  public Optional<Resource> part(Resource.Setting setting) {
    return setting.isDevice() || input(setting.name()).isPresent()
        ? Optional.empty()
        : resource(setting.type(), setting.name());
  }

  /** The resources and those that their constructors take, each after its own parts. */
  public List<Resource> withParts(List<Resource> of) {
    List<Resource> found = new ArrayList<>();
    Set<Resource> seen = new HashSet<>();
    of.forEach(r -> addParts(r, seen, found));
    return List.copyOf(found);
  }

  private void addParts(Resource resource, Set<Resource> seen, List<Resource> found) {
    if (seen.add(resource)) {
      resource.settings().forEach(s -> part(s).ifPresent(p -> addParts(p, seen, found)));
      found.add(resource);
    }
  }

  /** Whether a type in any signature could not be resolved: another processor may still write it. */
  public boolean isUnresolved() {
    boolean inUse = uses.stream()
        .anyMatch(u -> u.graph().filter(Graph::isUnresolved).isPresent()
            || u.node().result().isUnresolved()
            || u.node().parameters().stream().anyMatch(p -> p.type().isUnresolved()));
    return inUse || signatureTypes().anyMatch(JavaType::isUnresolved);
  }

  /** What steps, entries, inputs and resources give and take. */
  private Stream<JavaType> signatureTypes() {
    Stream<JavaType> ofSteps = steps.stream()
        .flatMap(s -> s.forms().stream())
        .flatMap(n ->
            Stream.concat(Stream.of(n.result()), n.parameters().stream().map(Parameter::type)));
    Stream<JavaType> ofEntries = entries.stream()
        .flatMap(e ->
            Stream.concat(Stream.of(e.result()), e.parameters().stream().map(Parameter::type)));
    Stream<JavaType> ofInputs = inputs.stream().map(Input::type);
    Stream<JavaType> ofResources = resources.stream()
        .flatMap(r ->
            Stream.concat(Stream.of(r.type()), r.settings().stream().map(Resource.Setting::type)));
    return Stream.of(ofSteps, ofEntries, ofInputs, ofResources).flatMap(types -> types);
  }
}
