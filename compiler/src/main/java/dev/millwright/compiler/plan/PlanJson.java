package dev.millwright.compiler.plan;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Step;
import java.util.List;
import java.util.Optional;

/// A plan for programs: the plan's own fields beside the number of this format.
public final class PlanJson {
  /// Raised when a field comes to mean something else or goes away; further fields do not raise it.
  public static final int FORMAT = 1;

  private PlanJson() {}

  /// JSON with keys in order, ended by a line break.
  public static String of(Plan plan) {
    Document document =
        new Document(
            FORMAT,
            plan.from(),
            plan.to(),
            plan.isEmpty(),
            plan.destroys(),
            plan.changes(),
            plan.reach(),
            plan.steps());
    return Json.pretty(document) + "\n";
  }

  private record Document(
      int format,
      Optional<Digest> from,
      Digest to,
      boolean empty,
      boolean destroys,
      List<Change> changes,
      List<Reach> reach,
      List<Step> steps) {}
}
