package dev.headrace.processor.emit.java;

import com.palantir.javapoet.TypeName;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values of a stage need a column: all but those that are made and used up within one loop. */
final class Columns {
  private final Stage stage;
  private final String output;
  private final List<Kernel> kernels;
  private final Set<String> openAxes = new HashSet<>();
  private final Map<String, Kernel> homes = new HashMap<>();
  private final Map<String, List<String>> readers = new HashMap<>();

  private Columns(Stage stage, String output) {
    this.stage = stage;
    this.output = output;
    this.kernels = stage.waves().stream().flatMap(List::stream).toList();
    for (Kernel kernel : kernels) {
      if (kernel instanceof Kernel.Loop loop) {
        loop.values().forEach(v -> homes.put(v.id(), loop));
      } else if (kernel instanceof Kernel.Open o) {
        openAxes.add(o.axis().list());
      }
    }
    for (String id : stage.computed()) {
      for (String need : stage.value(id).needs()) {
        readers.computeIfAbsent(need, n -> new ArrayList<>()).add(id);
      }
    }
  }

  /** The type of each column, by the id of its value. */
  static Map<String, TypeName> of(Stage stage, String output) {
    return new Columns(stage, output).types();
  }

  private Map<String, TypeName> types() {
    Map<String, TypeName> types = new LinkedHashMap<>();
    for (Kernel kernel : kernels) {
      if (kernel instanceof Kernel.Elements e) {
        add(types, e.value());
      } else if (kernel instanceof Kernel.Unnest u) {
        add(types, stage.value(u.value()));
      } else if (kernel instanceof Kernel.Collect c) {
        add(types, c.value());
      } else if (kernel instanceof Kernel.Batch b) {
        add(types, b.value());
      } else if (kernel instanceof Kernel.Loop loop) {
        loop.values().stream().filter(v -> isReadOutside(v, loop)).forEach(v -> add(types, v));
      }
    }
    return types;
  }

  private static void add(Map<String, TypeName> types, Value value) {
    types.put(value.id(), TypeNames.listOf(TypeNames.boxed(value.type())));
  }

  @SuppressWarnings("ReferenceEquality") // loops have identity
  private boolean isReadOutside(Value value, Kernel.Loop home) {
    return value.id().equals(output)
        || openAxes.contains(value.id())
        || readers.getOrDefault(value.id(), List.of()).stream()
            .anyMatch(id -> home != homes.get(id));
  }
}
