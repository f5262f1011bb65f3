package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Chooses how each stage calls each of its steps: in batches wherever there can be more than one element. */
final class ChooseForms implements Pass {

  @Override
  public Plan apply(Plan plan) {
    return plan.withStages(
        plan.boundStages().stream().map(ChooseForms::choose).toList(),
        plan.callStages().stream().map(ChooseForms::choose).toList());
  }

  private static Stage choose(Stage stage) {
    Map<String, Mode> modes = new LinkedHashMap<>();
    stage.steps().forEach(c -> modes.put(c.id(), mode(stage, c)));
    return stage.withModes(modes);
  }

  private static Mode mode(Stage stage, Value.Computed c) {
    if (!c.resources().isEmpty()) {
      return Mode.ON_RESOURCE;
    }
    return isPlain(stage, c) ? Mode.ONE_BY_ONE : Mode.IN_BATCHES;
  }

  /**
   * A step without a batch form, or one that ever runs for one element only and has a single form. Not one whose calls are tried
   * again, or may only take so long: the runtime sees to that for batches.
   */
  private static boolean isPlain(Stage stage, Value.Computed c) {
    if (c.isGuarded()) {
      return false;
    }
    boolean once = stage.bound() && stage.root().isEmpty() && c.path().isEmpty();
    return c.batch().isEmpty() || once && c.single().isPresent();
  }
}
