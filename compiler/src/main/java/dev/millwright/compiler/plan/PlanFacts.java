package dev.millwright.compiler.plan;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.release.Release;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/// What a policy may ask of a plan.
public final class PlanFacts {
  private static final String BREAKING = "breaking";
  private static final String ENVIRONMENT = "environment";
  private static final String APPROVED_BY = "approvedBy";

  private PlanFacts() {}

  /// The names and their types.
  public static SequencedMap<String, DataType> types() {
    SequencedMap<String, DataType> types = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      types.put(counted(action), DataType.of(BaseType.INT64));
    }
    types.put(BREAKING, DataType.of(BaseType.INT64));
    types.put(ENVIRONMENT, DataType.of(BaseType.STRING));
    types.put(APPROVED_BY, DataType.of(BaseType.STRING).orNull());
    return types;
  }

  /// What is so of one plan; what is unknown is absent.
  ///
  /// @param approvals whom the commit's trailers name
  public static Map<String, Object> of(Plan plan, Release to, List<String> approvals) {
    Map<String, Object> facts = new HashMap<>();
    for (Action action : Action.values()) {
      facts.put(
          counted(action), plan.changes().stream().filter(it -> it.action() == action).count());
    }
    facts.put(BREAKING, breaking(plan));
    facts.put(ENVIRONMENT, to.environment().text());
    if (!approvals.isEmpty()) {
      facts.put(APPROVED_BY, String.join(", ", approvals));
    }
    return facts;
  }

  private static long breaking(Plan plan) {
    TreeSet<String> broken = new TreeSet<>();
    plan.contracts().stream()
        .filter(ContractChange::breaks)
        .map(ContractChange::address)
        .forEach(address -> broken.add(address.toString()));
    return broken.size();
  }

  private static String counted(Action action) {
    return switch (action) {
      case CREATE -> "created";
      case UPDATE_IN_PLACE -> "updated";
      case REPLACE -> "replaced";
      case BACKFILL -> "backfilled";
      case RETRAIN -> "retrained";
      case REDEPLOY -> "redeployed";
      case REBASELINE -> "rebaselined";
      case RETIRE -> "retired";
      case MOVE -> "moved";
      case KEEP -> "kept";
    };
  }
}
