package dev.millwright.compiler.review;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.plan.PlanFacts;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Judges the policies of the project over a plan.
record PolicyReview(Plan plan, Compilation to, Truth truth) {
  List<Refusal> refusals() {
    Map<String, Object> facts = PlanFacts.of(plan, to.release(), to.origins().approvals());
    List<Formula> policies = to.origins().project().policies();
    List<Refusal> refusals = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      if (!truth.holds(policies.get(i).expression(), facts)) {
        refusals.add(broken(policies.get(i), i, facts));
      }
    }
    return refusals;
  }

  private Refusal broken(Formula policy, int index, Map<String, Object> facts) {
    Place place =
        to.origins().place(to.origins().project().address(), "/spec/policies").element(index);
    String said =
        new TreeSet<>(policy.expression().names())
            .stream()
                .map(name -> name + " is " + facts.getOrDefault(name, "NULL"))
                .collect(Collectors.joining(", "));
    Diagnostic finding =
        place
            .error(
                Rule.POLICY_BROKEN,
                "the plan breaks the policy `" + policy.text().strip() + "`: " + said)
            .hint(hint(policy));
    return Refusal.of(finding);
  }

  private static String hint(Formula policy) {
    return policy.expression().names().contains("approvedBy")
        ? "change what the plan does, or have the commit's message end with a line like"
            + " `Approved-by: operations`"
        : "change what the plan does, or the policy, in a commit of its own";
  }
}
