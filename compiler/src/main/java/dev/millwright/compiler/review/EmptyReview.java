package dev.millwright.compiler.review;

import dev.millwright.compiler.Compilation;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import java.util.List;
import java.util.Optional;

/// Refuses to take everything away that runs: a wrong path or a bad merge looks like this far more
/// often than a wish does. Who wishes it approves of it in the commit.
record EmptyReview(Plan plan, Compilation to) {
  Optional<Refusal> refusal() {
    List<Change> there =
        plan.changes().stream().filter(change -> change.from().isPresent()).toList();
    boolean isEmptied =
        !there.isEmpty() && there.stream().allMatch(it -> it.action() == Action.RETIRE);
    return isEmptied && to.origins().approvals().isEmpty()
        ? Optional.of(emptied(there.size()))
        : Optional.empty();
  }

  private Refusal emptied(int components) {
    return Refusal.of(
        to.origins()
            .place(to.origins().project().address(), "")
            .error(
                Rule.EVERYTHING_RETIRED,
                "the plan retires all %d components, and nothing that runs would be left"
                    .formatted(components))
            .hint(
                "look whether files are missing or the path of the project is another one; if this"
                    + " is meant, have the commit's message end with a line like `Approved-by:"
                    + " operations`"));
  }
}
