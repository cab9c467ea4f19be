package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.RolloutRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Components that change, how they depend on one another, and so the plan of a rollout.
///
/// @param components how many change
/// @param steps as the planner orders them
/// @param first whether nothing was live before
/// @param keeps whether there is a further graph, whose version is the same in both releases
/// @param shares what the target takes before it takes all
record Shape(
    String name,
    int components,
    List<Step> steps,
    boolean first,
    boolean keeps,
    List<Integer> shares) {
  static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  static final Digest BASE = Digest.of("base");
  static final Digest TARGET = Digest.of("target");

  /// @param prepare steps before the shift and after the proving, such as `train:m<ingest:f`
  static Shape of(String name, int components, String... prepare) {
    List<Step> steps = new ArrayList<>();
    List<Step> last = new ArrayList<>();
    for (String text : prepare) {
      Step step = step(text);
      (step.action() == Action.REBASELINE ? last : steps).add(step);
    }
    steps.add(step("shift<" + String.join(",", ends(steps))));
    steps.add(step("prove<shift"));
    last.forEach(it -> steps.add(step(it.id() + "<prove")));
    steps.add(step("retire<prove"));
    return new Shape(name, components, List.copyOf(steps), false, false, Words.SHARES);
  }

  Shape asFirst() {
    return new Shape(name + ", nothing before", components, steps, true, keeps, shares);
  }

  Shape beside() {
    return new Shape(name + ", beside a graph that stays", components, steps, first, true, shares);
  }

  /// The target takes all traffic without a share before.
  Shape atOnce() {
    return new Shape(name + ", at once", components, steps, first, keeps, List.of());
  }

  /// The target is asked beside the base before it takes anything.
  Shape shadowed() {
    List<Step> all = new ArrayList<>();
    for (Step step : steps) {
      if (step.action() == Action.SHIFT) {
        all.add(step("shadow<" + String.join(",", step.after())));
        all.add(step("shift<shadow"));
      } else {
        all.add(step);
      }
    }
    return new Shape(name + ", after a shadow", components, List.copyOf(all), first, keeps, shares);
  }

  RolloutRecord begin() {
    Optional<Digest> before = first ? Optional.empty() : Optional.of(BASE);
    Plan plan = new Plan(before, TARGET, List.of(), List.of(), List.of(), steps);
    return RolloutMachine.begin("it", before, before, "revision", plan, AT);
  }

  /// The steps that are performed, retiring being none.
  List<Step> performed() {
    return steps.stream().filter(step -> step.action() != Action.RETIRE).toList();
  }

  int index(String id) {
    List<String> ids = performed().stream().map(Step::id).toList();
    return ids.indexOf(id);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Set<String> ends(List<Step> steps) {
    Set<String> ends = new HashSet<>();
    steps.forEach(step -> ends.add(step.id()));
    steps.forEach(step -> ends.removeAll(step.after()));
    return ends;
  }

  private static Step step(String text) {
    String[] parts = text.split("<", 2);
    String action = parts[0].split(":", 2)[0];
    return new Step(
        parts[0],
        Action.valueOf(action.toUpperCase(Locale.ROOT)),
        Optional.empty(),
        parts.length > 1 ? List.of(parts[1].split(",", -1)) : List.of(),
        Duration.ofMinutes(1),
        "nothing");
  }
}
