package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Address;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The components that the newest rollout changes, and its steps by the component they are about.
record Touched(
    Optional<RolloutRecord> rollout, Set<Address> addresses, Map<Address, List<StepRecord>> steps) {
  static Touched of(Optional<RolloutRecord> newest) {
    return newest.map(Touched::by).orElse(new Touched(Optional.empty(), Set.of(), Map.of()));
  }

  private static Touched by(RolloutRecord rollout) {
    Map<String, StepRecord> records =
        rollout.steps().stream().collect(Collectors.toMap(StepRecord::id, Function.identity()));
    Map<Address, List<StepRecord>> steps = new HashMap<>();
    for (Step step : rollout.plan().steps()) {
      Optional<StepRecord> its = Optional.ofNullable(records.get(step.id()));
      if (step.target().isPresent() && its.isPresent()) {
        steps.computeIfAbsent(step.target().get(), _ -> new ArrayList<>()).add(its.get());
      }
    }
    Set<Address> addresses =
        rollout.plan().changes().stream()
            .filter(change -> change.action() != Action.KEEP)
            .map(change -> change.address())
            .collect(Collectors.toSet());
    return new Touched(Optional.of(rollout), addresses, steps);
  }

  /// The rollout, if it changes the component and has not come to its end.
  Optional<RolloutRecord> underWay(Address address) {
    return rollout.filter(it -> it.ended().isEmpty() && addresses.contains(address));
  }

  /// The first of a component's steps that is in a state.
  Optional<StepRecord> step(Address address, StepState state) {
    return steps.getOrDefault(address, List.of()).stream()
        .filter(step -> step.state() == state)
        .findFirst();
  }
}
