package dev.millwright.compiler.plan;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Visible;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Refusal;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Release;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A plan for programs: the plan's own fields beside the number of this format.
public final class PlanJson {
  /// Raised when a field comes to mean something else or goes away; further fields do not raise it.
  public static final int FORMAT = 1;

  private static final String SCHEMA = "dev/millwright/schemas/plan/" + FORMAT + ".json";

  private PlanJson() {}

  /// The JSON Schema of this format, for the caller to close.
  public static InputStream schema() {
    InputStream schema = PlanJson.class.getClassLoader().getResourceAsStream(SCHEMA);
    if (schema == null) {
      throw new IllegalStateException(SCHEMA + " is missing");
    }
    return schema;
  }

  /// JSON with keys in order, ended by a line break.
  ///
  /// @param to what the plan leads to
  /// @param revision the commit that means that
  /// @param refusals what speaks against the plan
  public static String of(
      Plan plan, Release to, Optional<String> revision, List<Refusal> refusals) {
    Document document =
        new Document(
            FORMAT,
            to.project(),
            to.environment(),
            revision,
            plan.from(),
            plan.to(),
            plan.isEmpty(),
            plan.destroys(),
            plan.changes(),
            plan.contracts(),
            plan.reach(),
            plan.steps(),
            refusals.stream().map(Objection::of).toList());
    return Visible.json(Json.pretty(document)) + "\n";
  }

  private record Document(
      int format,
      Name project,
      Name environment,
      Optional<String> revision,
      Optional<Digest> from,
      Digest to,
      boolean empty,
      boolean destroys,
      List<Change> changes,
      List<ContractChange> contracts,
      List<Reach> reach,
      List<Step> steps,
      List<Objection> refusals) {}

  /// @param severity `error` refuses the plan, `warning` does not
  private record Objection(
      String rule,
      String severity,
      String file,
      int line,
      int column,
      String message,
      Optional<String> hint,
      List<String> instead) {
    static Objection of(Refusal refusal) {
      Diagnostic finding = refusal.finding();
      return new Objection(
          finding.rule().id(),
          finding.severity().name().toLowerCase(Locale.ROOT),
          finding.span().file(),
          finding.span().line(),
          finding.span().column(),
          finding.message(),
          finding.hint(),
          refusal.instead());
    }
  }
}
