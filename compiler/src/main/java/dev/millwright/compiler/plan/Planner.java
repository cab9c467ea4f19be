package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Release;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The door.
public final class Planner {
  /// What it takes to go from one release to another; from nothing when there is none. Two equal
  /// releases make a plan without steps.
  public Plan plan(Optional<Release> from, Release to) {
    return plan(from, to, new TreeMap<>());
  }

  /// The same, with what moved by the authors' word.
  ///
  /// @param moves from the address in `to` to the one in `from`; passed over where it does not fit
  public Plan plan(Optional<Release> from, Release to, SortedMap<Address, Address> moves) {
    Difference difference = new Difference(from, to, moves);
    Causes causes = new Causes(difference);
    SortedMap<Address, Change> changes = Changes.of(difference, causes);
    List<ContractChange> contracts =
        difference.changed().stream().flatMap(it -> difference.contracts(it).stream()).toList();
    List<Reach> reach = Reaches.of(difference, causes, changes, contracts);
    boolean isSame = from.map(Release::id).equals(Optional.of(to.id()));
    List<Step> steps = isSame ? List.of() : Steps.of(difference, to, changes);
    return new Plan(
        from.map(Release::id), to.id(), List.copyOf(changes.values()), contracts, reach, steps);
  }
}
