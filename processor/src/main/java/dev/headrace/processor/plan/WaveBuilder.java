package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * List scheduling of one stage: batches are submitted as early as can be, plain steps run while they are under way, and a
 * wave ends where all that is left needs a batch's result.
 */
final class WaveBuilder {
  /** How many steps one loop has at most: the code of a Java method is limited to 64 KB. */
  private static final int LOOP_STEPS = 250;

  private final Stage stage;
  private final Set<String> ready;
  private final Set<String> open = new HashSet<>();
  private final Set<String> left;
  private final Map<String, Kind> kinds = new HashMap<>();
  private final Map<String, List<String>> needs = new HashMap<>();
  private final Set<String> nested;

  WaveBuilder(Stage stage) {
    this.stage = stage;
    this.ready = new HashSet<>(stage.inputs());
    this.nested = new LinkedHashSet<>();
    stage.outside().forEach(id -> (stage.path(id).isEmpty() ? ready : nested).add(id));
    this.left = new LinkedHashSet<>(stage.computed());
    this.open.addAll(stage.root());
    for (String id : left) {
      Value value = stage.value(id);
      kinds.put(id, kind(value));
      needs.put(id, value.needs());
    }
  }

  /** What becomes of a value: asked of every value again and again, so found out once. */
  private enum Kind {
    STRUCTURE,
    SUBMITTED,
    BATCHED,
    PLAIN
  }

  private Kind kind(Value value) {
    if (value instanceof Value.Computed c) {
      return switch (stage.mode(c.id())) {
        case ON_RESOURCE -> Kind.SUBMITTED;
        case IN_BATCHES -> Kind.BATCHED;
        case ONE_BY_ONE -> Kind.PLAIN;
      };
    }
    return value instanceof Value.Component ? Kind.PLAIN : Kind.STRUCTURE;
  }

  List<List<Kernel>> build() {
    List<List<Kernel>> waves = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Kernel> wave = new ArrayList<>();
      Set<String> underWay = new HashSet<>();
      while (structure(wave) || submit(wave, underWay) || inline(wave) || loop(wave)) {
        // each adds a kernel of its kind, the first kind that can
      }
      if (wave.isEmpty()) {
        throw new IllegalStateException("stage " + stage.name() + " cannot be ordered: " + left);
      }
      ready.addAll(underWay);
      waves.add(wave);
    }
    if (waves.isEmpty()) {
      waves.add(List.of());
    }
    return waves;
  }

  /** Axes, elements and collected lists that can be had now. */
  private boolean structure(List<Kernel> wave) {
    for (String id : nested) {
      if (openAll(stage.value(id).path(), wave)) {
        wave.add(new Kernel.Unnest(id));
        nested.remove(id);
        return ready.add(id);
      }
    }
    for (String id : left) {
      if (kinds.get(id) != Kind.STRUCTURE) {
        continue;
      }
      Value value = stage.value(id);
      if (value instanceof Value.Element e && ready.contains(e.list()) && openAll(e.path(), wave)) {
        return done(wave, new Kernel.Elements(e), id);
      }
      if (value instanceof Value.Collected c
          && ready.contains(c.of())
          && openAll(stage.value(c.of()).path(), wave)) {
        return done(wave, new Kernel.Collect(c), id);
      }
    }
    return false;
  }

  private boolean submit(List<Kernel> wave, Set<String> underWay) {
    for (String id : left) {
      if (kinds.get(id) == Kind.SUBMITTED
          && isReady(id, wave)
          && stage.value(id) instanceof Value.Computed c) {
        underWay.add(id);
        wave.add(batch(c));
        left.remove(id);
        return true;
      }
    }
    return false;
  }

  private boolean inline(List<Kernel> wave) {
    for (String id : left) {
      if (kinds.get(id) == Kind.BATCHED
          && isReady(id, wave)
          && stage.value(id) instanceof Value.Computed c) {
        return done(wave, batch(c), id);
      }
    }
    return false;
  }

  /** Every plain step on one axis that is ready, or that those make ready. */
  private boolean loop(List<Kernel> wave) {
    List<Value> body = new ArrayList<>();
    Optional<List<String>> path = Optional.empty();
    Set<String> inside = new HashSet<>(ready);
    for (String id : List.copyOf(left)) {
      if (kinds.get(id) != Kind.PLAIN || !inside.containsAll(needs.get(id))) {
        continue;
      }
      Value v = stage.value(id);
      boolean here = path.isEmpty() || path.get().equals(v.path());
      if (body.size() < LOOP_STEPS && here && openAll(v.path(), wave)) {
        path = Optional.of(v.path());
        body.add(v);
        inside.add(id);
        left.remove(id);
      }
    }
    if (body.isEmpty()) {
      return false;
    }
    body.forEach(v -> ready.add(v.id()));
    return wave.add(new Kernel.Loop(stage.path(body.get(0).id()), body));
  }

  private boolean isReady(String id, List<Kernel> wave) {
    return ready.containsAll(needs.get(id)) && openAll(stage.value(id).path(), wave);
  }

  private static Kernel batch(Value.Computed c) {
    return new Kernel.Batch(c, c.batch(), c.single());
  }

  private boolean done(List<Kernel> wave, Kernel kernel, String id) {
    wave.add(kernel);
    ready.add(id);
    left.remove(id);
    return true;
  }

  /** Opens the axes of a path, outermost first; false when the list of one of them is not there yet. */
  private boolean openAll(List<String> path, List<Kernel> wave) {
    for (String id : path) {
      if (open.contains(id)) {
        continue;
      }
      Axis axis = stage.axis(id);
      if (!ready.contains(axis.list())) {
        return false;
      }
      wave.add(new Kernel.Open(axis));
      open.add(id);
    }
    return true;
  }
}
