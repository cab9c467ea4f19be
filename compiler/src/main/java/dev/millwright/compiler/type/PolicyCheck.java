package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.compiler.plan.PlanFacts;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.Project;
import java.util.ArrayList;
import java.util.List;

/// The policies of a project: conditions over a plan.
final class PolicyCheck {
  private PolicyCheck() {}

  static Project check(Checks checks, Declared<Project> declared) {
    Project project = declared.resource();
    Scope scope = new Scope(PlanFacts.types());
    List<Formula> typed = new ArrayList<>();
    for (int i = 0; i < project.policies().size(); i++) {
      Place place = declared.spec("policies").element(i);
      typed.add(checks.type(project.policies().get(i), scope, Expectation.condition(), place));
    }
    return project.with(typed);
  }
}
