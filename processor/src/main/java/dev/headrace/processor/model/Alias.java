package dev.headrace.processor.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A name within a used pipeline, or the one of what it gives, for a value of another name.
 *
 * @param use the method that declares the use, as a step
 * @param parameter which of its parameters the name is given by; empty for what is used
 * @param source where the value comes from; empty when the use has mistakes
 * @param base the names of what the use is given: all along every axis means the axes beyond theirs. Empty for what is given
 * @param opened the names of the lists among them that the used pipeline goes through itself
 * @param leaves whether the value leaves the used pipeline, rather than entering it
 * @param type what the value must be
 * @param elements the name that its elements have, when it opens an axis
 */
public record Alias(
    String name,
    Node use,
    Optional<Parameter> parameter,
    Optional<Source> source,
    List<String> base,
    List<String> opened,
    boolean leaves,
    JavaType type,
    Optional<Elements> elements,
    Origin origin) {

  public Alias {
    base = List.copyOf(base);
    opened = List.copyOf(opened);
  }

  /** Where the value comes from, and where that comes from which lies on the axes that it names. */
  public Stream<Source> sources() {
    Set<Source> sources = new LinkedHashSet<>();
    source.ifPresent(s -> add(s, sources));
    return sources.stream();
  }

  private void add(Source added, Set<Source> sources) {
    boolean isPlaced = added.names().size() > 1; // what it names depends on what else is taken
    if (sources.add(added) && !leaves && isPlaced) {
      use.parameters().forEach(p -> add(p.source(), sources));
    }
  }
}
