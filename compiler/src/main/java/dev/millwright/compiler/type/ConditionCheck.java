package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.Workflow;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The condition of a step: yes or no over single values, and one that some run can meet.
record ConditionCheck(Checks checks, Workflow workflow, StepValues values) {
  private static final Pattern NO_SUCH = Pattern.compile("there is no `([^`]+)` here");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /// With its tree; as it was when something is wrong with it or with what it names.
  Formula check(Formula when, Place place) {
    if (values.isTainted(when.text())) {
      return when;
    }
    Formula typed = checks.type(when, values.scope(), Expectation.condition(), place, this::better);
    typed.typed().ifPresent(tree -> possible(tree, place));
    return typed;
  }

  private void possible(Expression tree, Place place) {
    if (new Possible(workflow).isImpossible(tree)) {
      checks.findings.add(
          place
              .error(Rule.STEP_NEVER_RUNS, "this is never true, so the step never runs")
              .hint("delete the step, or say when it should run"));
    }
  }

  private Diagnostic better(Diagnostic finding) {
    Matcher name = NO_SUCH.matcher(finding.message());
    if (finding.rule() == Rule.EXPRESSION_NAME && name.matches()) {
      return values
          .beside(name.group(1))
          .map(
              shape ->
                  Diagnostic.error(
                          Rule.EXPRESSION_TYPE,
                          finding.span(),
                          "`%s` is a %s, and expressions take single values"
                              .formatted(name.group(1), shape))
                      .hint("have a function answer what you want to know of it"))
          .orElse(finding);
    }
    return finding.rule() == Rule.EXPRESSION_NULLABLE ? why(finding) : finding;
  }

  private Diagnostic why(Diagnostic finding) {
    Optional<StepValues.Absence> absence =
        QUOTED
            .matcher(finding.message())
            .results()
            .flatMap(it -> values.absence(it.group(1)).stream())
            .findFirst();
    return absence.map(it -> finding.related(it.cause(), it.sentence())).orElse(finding);
  }
}
