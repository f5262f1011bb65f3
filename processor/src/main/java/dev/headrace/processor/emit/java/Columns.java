package dev.headrace.processor.emit.java;

import com.palantir.javapoet.TypeName;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which values of a stage need a column: all but those that are made and used up within one loop. */
record Columns(Stage stage, String output) {

  Map<String, TypeName> types() {
    Map<String, Kernel> homes = new HashMap<>();
    Map<String, TypeName> types = new LinkedHashMap<>();
    for (Kernel kernel : kernels()) {
      if (kernel instanceof Kernel.Loop loop) {
        loop.values().forEach(v -> homes.put(v.id(), loop));
      }
    }
    for (Kernel kernel : kernels()) {
      if (kernel instanceof Kernel.Elements e) {
        add(types, e.value());
      } else if (kernel instanceof Kernel.Unnest u) {
        add(types, stage.value(u.value()));
      } else if (kernel instanceof Kernel.Collect c) {
        add(types, c.value());
      } else if (kernel instanceof Kernel.Batch b) {
        add(types, b.value());
      } else if (kernel instanceof Kernel.Loop loop) {
        loop.values().stream()
            .filter(v -> isReadOutside(v, loop, homes))
            .forEach(v -> add(types, v));
      }
    }
    return types;
  }

  private List<Kernel> kernels() {
    return stage.waves().stream().flatMap(List::stream).toList();
  }

  private void add(Map<String, TypeName> types, Value value) {
    types.put(value.id(), TypeNames.listOf(TypeNames.boxed(value.type())));
  }

  private boolean isReadOutside(Value value, Kernel.Loop home, Map<String, Kernel> homes) {
    boolean opensAxis =
        kernels().stream().anyMatch(k -> k instanceof Kernel.Open o && o.list().equals(value.id()));
    return value.id().equals(output)
        || opensAxis
        || stage.computed().stream()
            .map(stage::value)
            .anyMatch(v -> v.needs().contains(value.id()) && !home.equals(homes.get(v.id())));
  }
}
