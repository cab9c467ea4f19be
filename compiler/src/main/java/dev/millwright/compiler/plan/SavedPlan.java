package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A plan that [PlanJson] wrote earlier. It binds: what it says is done, or nothing is.
///
/// @param revision the commit that was planned, when it was one
/// @param refusals the sentences of the errors that spoke against it
public record SavedPlan(
    Name project, Name environment, Optional<String> revision, Plan plan, List<String> refusals) {
  public SavedPlan {
    refusals = List.copyOf(refusals);
  }

  /// The text is no plan.
  public static final class MalformedPlanException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPlanException(String message) {
      super(message);
    }
  }

  public static SavedPlan read(String text) throws MalformedPlanException {
    try {
      JsonNode tree = Json.mapper().readTree(text);
      JsonNode format = tree.path("format");
      if (!format.isInt()) {
        throw new MalformedPlanException("it is not what `plan --output json` writes");
      }
      if (format.intValue() != PlanJson.FORMAT) {
        throw new MalformedPlanException(
            "it has format " + format + ", and this Millwright reads " + PlanJson.FORMAT);
      }
      return new SavedPlan(
          Name.of(tree.path("project").asString()),
          Name.of(tree.path("environment").asString()),
          tree.path("revision").asStringOpt(),
          Json.mapper().treeToValue(tree, Plan.class),
          refusals(tree));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new MalformedPlanException("it is not what `plan --output json` writes");
    }
  }

  private static List<String> refusals(JsonNode tree) {
    return tree.path("refusals")
        .valueStream()
        .filter(it -> it.path("severity").asString("").equals("error"))
        .map(it -> it.path("rule").asString("") + ": " + it.path("message").asString(""))
        .toList();
  }

  /// What would be done otherwise now, in sentences; empty when the plan still says what happens. A
  /// fact that moved and changes nothing of what is done does not matter.
  ///
  /// @param now the plan of the same commit, from what is live now
  public List<String> moved(Plan now) {
    List<String> moved = new ArrayList<>();
    if (!plan.to().equals(now.to())) {
      moved.add(
          "the commit means release %s now, and the plan leads to %s"
              .formatted(now.to().brief(), plan.to().brief()));
    }
    SortedMap<Address, String> then = doings(plan);
    SortedMap<Address, String> today = doings(now);
    TreeSet<Address> all = new TreeSet<>(then.keySet());
    all.addAll(today.keySet());
    for (Address address : all) {
      String was = then.getOrDefault(address, "keep");
      String is = today.getOrDefault(address, "keep");
      if (!was.equals(is)) {
        moved.add("`%s`: the plan says %s, and now it is %s".formatted(address, was, is));
      }
    }
    if (moved.isEmpty() && !steps(plan).equals(steps(now))) {
      moved.add("the steps are others now: " + String.join(", ", steps(now)));
    }
    return moved;
  }

  private static List<String> steps(Plan plan) {
    return plan.steps().stream().map(Step::id).toList();
  }

  private static SortedMap<Address, String> doings(Plan plan) {
    SortedMap<Address, String> doings = new TreeMap<>();
    plan.changes().stream()
        .filter(change -> change.action() != Action.KEEP)
        .forEach(change -> doings.put(change.address(), doing(change)));
    return doings;
  }

  private static String doing(Change change) {
    String from = change.from().map(Digest::brief).orElse("nothing");
    String to = change.to().map(Digest::brief).orElse("nothing");
    return change.action().word() + " " + from + " → " + to;
  }
}
