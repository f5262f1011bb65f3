package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Resource.Setting;
import dev.headrace.processor.model.Use;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Brings the resources of a used pipeline: one that is there already is shared; of two with one name the other gets a new one. */
final class Slots {
  private final Graph inner;
  private final Use use;
  private final Expansion into;
  private final UnaryOperator<String> inputs;
  private final Map<String, String> slots = new LinkedHashMap<>();

  /** {@code inputs}: what an input of the used pipeline is called here. */
  Slots(Graph inner, Use use, Expansion into, UnaryOperator<String> inputs) {
    this.inner = inner;
    this.use = use;
    this.into = into;
    this.inputs = inputs;
  }

  /** The slots here by those of the used pipeline, for all that its steps need. */
  Map<String, String> merge(Flow flow) {
    flow.steps().stream().flatMap(c -> c.resources().stream()).distinct().forEach(this::merge);
    return slots;
  }

  private String merge(Resource resource) {
    String known = slots.get(resource.slot());
    if (known != null) {
      return known;
    }
    slots.put(resource.slot(), resource.slot()); // of those that need each other that is said later
    List<Setting> settings = resource.settings().stream().map(this::setting).toList();
    Resource brought = resource.in(resource.slot(), settings);
    String slot = into.resources.stream()
        .filter(r -> r.in(resource.slot(), r.settings()).equals(brought))
        .map(Resource::slot)
        .findFirst()
        .orElseGet(() -> add(brought));
    slots.put(resource.slot(), slot);
    return slot;
  }

  private String add(Resource brought) {
    String wanted = brought.slot();
    String slot = into.names.free(
        wanted,
        use.name()
            + wanted.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
            + wanted.substring(1));
    into.resources.add(brought.in(slot, brought.settings()));
    return slot;
  }

  private Setting setting(Setting setting) {
    if (inner.input(setting.name()).isPresent()) {
      return setting.named(inputs.apply(setting.name()));
    }
    return inner.part(setting).map(p -> setting.named(merge(p))).orElse(setting);
  }
}
