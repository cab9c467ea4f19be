package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Visible;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Change.FieldChange;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Reason;
import dev.millwright.spec.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Sentences about a plan that its text and its Markdown share.
final class Summary {
  private static final int WIDE = 100;

  private Summary() {}

  /// `1 backfill, 1 replace, 1 retrain; 4 kept`.
  static String counts(Plan plan) {
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    plan.changes().forEach(change -> counts.merge(change.action(), 1, Integer::sum));
    Optional<Integer> kept = Optional.ofNullable(counts.remove(Action.KEEP));
    String changed =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().word())
            .collect(Collectors.joining(", "));
    String all = changed.isEmpty() ? "no component changes" : changed;
    return kept.map(count -> all + "; " + count + " kept").orElse(all);
  }

  static String title(Plan plan) {
    return plan.from().map(Digest::brief).orElse("nothing") + " → " + plan.to().brief();
  }

  static List<Change> changed(Plan plan) {
    return plan.changes().stream().filter(it -> it.action() != Action.KEEP).toList();
  }

  static String kept(Plan plan) {
    return plan.changes().stream()
        .filter(it -> it.action() == Action.KEEP)
        .map(it -> it.address().toString())
        .collect(Collectors.joining(", "));
  }

  static String versions(Change change) {
    String from = change.from().map(Digest::brief).orElse("");
    String to = change.to().map(Digest::brief).orElse("");
    return from.isEmpty() || to.isEmpty() || from.equals(to)
        ? from.isEmpty() ? to : from
        : from + " → " + to;
  }

  static String field(FieldChange field) {
    return Visible.line(written(field));
  }

  private static String written(FieldChange field) {
    String before = field.before().map(Summary::cut).orElse("");
    String after = field.after().map(Summary::cut).orElse("");
    if (field.before().isEmpty()) {
      return "+ " + field.path() + "  " + after;
    }
    return field.after().isEmpty()
        ? "- " + field.path() + "  " + before
        : "~ " + field.path() + "  " + before + " → " + after;
  }

  private static String cut(String json) {
    return json.length() <= WIDE ? json : json.substring(0, WIDE - 1) + "…";
  }

  static String sentence(Reason reason) {
    String said = Visible.line(reason.sentence());
    return reason.path().size() > 2 ? said + ": " + way(reason.path()) : said;
  }

  /// Where something has to be done.
  static List<Reach> reached(Plan plan) {
    return plan.reach().stream().filter(it -> it.impact() != Reach.Impact.NONE).toList();
  }

  static String impact(Reach reach) {
    return reach.impact().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String way(List<Address> path) {
    return path.stream().map(Address::toString).collect(Collectors.joining(" → "));
  }

  /// `after ingest:origin-delays; at most 10m`.
  static String waits(Step step) {
    List<String> parts = new ArrayList<>();
    if (!step.after().isEmpty()) {
      parts.add("after " + String.join(", ", step.after()));
    }
    step.manner().ifPresent(parts::add);
    parts.add("at most " + amount(step.deadline()));
    return String.join("; ", parts);
  }

  static String amount(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
