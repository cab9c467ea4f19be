package dev.millwright.spec.plan;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.millwright.spec.Digest;
import java.util.List;
import java.util.Optional;

/// What it takes to go from one release to another. `from` is absent when nothing runs yet.
///
/// @param changes one a component of either release, in order of address; `KEEP` included, and one
///   that moved by its new address alone
/// @param contracts how the promises of components that stay differ, in order of address; plans on
///   record from before there were any have none
/// @param reach every consumer that a change reaches
/// @param steps in dependency order
public record Plan(
    Optional<Digest> from,
    Digest to,
    List<Change> changes,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<ContractChange> contracts,
    List<Reach> reach,
    List<Step> steps) {
  public Plan {
    changes = List.copyOf(changes);
    contracts = List.copyOf(contracts);
    reach = List.copyOf(reach);
    steps = List.copyOf(steps);
  }

  /// Whether applying it would change anything.
  public boolean isEmpty() {
    return steps.isEmpty() && changes.stream().allMatch(change -> change.action() == Action.KEEP);
  }

  /// Whether something that holds data or serves would be removed.
  public boolean destroys() {
    return changes.stream().anyMatch(change -> change.action() == Action.RETIRE);
  }
}
