package dev.millwright.compiler.review;

import dev.millwright.compiler.Compilation;
import dev.millwright.spec.Address;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import dev.millwright.spec.resource.Environment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Holds what a plan takes away against the environment's budget.
record BudgetReview(Plan plan, Compilation to) {
  private static final int SHOWN = 5;

  Optional<Refusal> refusal() {
    int all = (int) plan.changes().stream().filter(change -> change.from().isPresent()).count();
    List<Address> retired =
        plan.changes().stream()
            .filter(change -> change.action() == Action.RETIRE)
            .map(Change::address)
            .toList();
    return to.environment()
        .budget()
        .map(Environment.Budget::retirements)
        .filter(budget -> retired.size() > budget.of(all))
        .map(budget -> exceeded(budget, retired, all));
  }

  private Refusal exceeded(Environment.Amount budget, List<Address> retired, int all) {
    Address environment = to.environment().address();
    int allowed = budget.of(all);
    String message =
        "the plan retires %d of %d components, and the budget of `%s` is %s at once: %s"
            .formatted(
                retired.size(),
                all,
                environment.name(),
                budget.isPercent() ? budget + ", which is " + allowed + "," : budget,
                shown(retired));
    return Refusal.of(
        to.origins()
            .place(environment, "/spec/budget/retirements")
            .error(Rule.BUDGET_EXCEEDED, message)
            .hint(
                (allowed == 0
                        ? "raise the budget in a commit of its own"
                        : "retire at most " + allowed + " in one commit")
                    + "; what is only renamed says so by `metadata.movedFrom`"));
  }

  private static String shown(List<Address> retired) {
    String first =
        retired.stream().limit(SHOWN).map(Address::toString).collect(Collectors.joining(", "));
    return retired.size() > SHOWN ? first + ", …" : first;
  }
}
