package dev.headrace.processor.emit;

import dev.headrace.processor.read.Sources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/**
 * Which pipelines there are, and of which classes each is made: a resource beside the classes. When an editor compiles a class
 * with steps alone, the pipelines that it belongs to are found here, and checked again.
 */
public final class PipelineIndex {
  private static final String PATH = "META-INF/headrace/pipelines";
  private final Filer filer;
  private final Map<String, List<String>> classes = new TreeMap<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private String before = "";

  /** The index as the last run of the compiler left it; empty when there was none. */
  public PipelineIndex(Filer filer) {
    this.filer = filer;
    try {
      before = filer
          .getResource(StandardLocation.CLASS_OUTPUT, "", PATH)
          .getCharContent(true)
          .toString();
      before.lines().filter(l -> l.contains("=")).forEach(line -> {
        int equals = line.indexOf('=');
        classes.put(
            line.substring(0, equals), List.of(line.substring(equals + 1).split(",")));
      });
    } catch (IOException | RuntimeException none) {
      classes.clear(); // the first run, or a compiler that keeps nothing
    }
  }

  /** The pipelines that are not among the sources, but made of classes that are; each only once. */
  public List<String> affected(Sources sources) {
    List<String> affected = classes.entrySet().stream()
        .filter(e ->
            !sources.contains(outermost(e)) && e.getValue().stream().anyMatch(sources::contains))
        .map(Map.Entry::getKey)
        .filter(seen::add)
        .toList();
    return affected;
  }

  private static String outermost(Map.Entry<String, List<String>> entry) {
    return entry.getValue().get(0);
  }

  /** Enters a pipeline; the first of its top-level classes is its own. */
  public void add(String pipeline, Collection<String> topLevelClasses) {
    classes.put(pipeline, List.copyOf(topLevelClasses));
    seen.add(pipeline);
  }

  /** Drops a pipeline that is no more. */
  public void remove(String pipeline) {
    classes.remove(pipeline);
  }

  /** Writes the index, if it changed. */
  public void write() {
    StringBuilder text = new StringBuilder();
    classes.forEach((name, made) ->
        text.append(name).append('=').append(String.join(",", made)).append('\n'));
    if (text.toString().equals(before)) {
      return;
    }
    try (OutputStream out =
        filer.createResource(StandardLocation.CLASS_OUTPUT, "", PATH).openOutputStream()) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      return; // an editor that keeps no resources checks only what it compiles
    }
  }
}
