package dev.millwright.spec.binding;

import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Budget;
import dev.millwright.spec.resource.Budget.Span;
import dev.millwright.spec.resource.Monitor.Alert;
import dev.millwright.spec.resource.Monitor.OnDrift;
import dev.millwright.spec.resource.Monitor.Propose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a monitor tells somebody, and what it starts.
final class AlertBinding {
  private static final Pattern WINDOWS =
      Pattern.compile("(?:(?<one>1) window|(?<many>[1-9][0-9]{0,2}|1000) windows)");
  private static final int MOST_WINDOWS = 1000;

  private AlertBinding() {}

  /// @param slide the distance between two windows
  static List<Alert> list(Value value, Duration slide) {
    List<Alert> alerts = new ArrayList<>();
    value.list(
        element -> {
          String standard = "alert-" + (alerts.size() + 1);
          return alerts.add(element.fields(fields -> alert(fields, slide, standard)));
        });
    return value.unique(alerts, Alert::name);
  }

  private static Alert alert(Fields fields, Duration slide, String standard) {
    return new Alert(
        fields.optional("name").map(it -> Words.label(it, "features-drifted")).orElse(standard),
        Words.formula(fields.required("when", "drifted")),
        fields.optional("for").map(value -> windows(value, slide)).orElse(1),
        fields
            .optional("severity")
            .map(value -> value.choice(List.of("low", "medium", "high", "critical")))
            .orElse("medium"),
        fields.optional("cooldown").map(value -> Words.duration(value, "6h")).orElse(Duration.ZERO),
        fields.planned("notify").map(AlertBinding::names));
  }

  private static SortedSet<Name> names(Value value) {
    List<Name> names = value.list(element -> Words.name(element, "operations"));
    return new TreeSet<>(value.unique(names, Name::text));
  }

  /// As a number, as `3 windows`, or as the time in which so many begin.
  private static int windows(Value value, Duration slide) {
    if (!value.node().isString()) {
      return value.integer(1, MOST_WINDOWS);
    }
    Matcher windows = WINDOWS.matcher(value.node().asString());
    if (windows.matches()) {
      String many = windows.group("many");
      return many == null ? 1 : Integer.parseInt(many);
    }
    Optional<Duration> length =
        Quantities.duration(value.node().asString()).filter(it -> !it.isZero());
    if (length.isEmpty()) {
      value.invalid(
          "is `" + value.cut() + "`, which is neither a number of windows nor a duration",
          "write it like `3 windows` or `6h`");
      return 1;
    }
    return windows(value, length.get(), slide);
  }

  private static int windows(Value value, Duration length, Duration slide) {
    long windows = Math.ceilDiv(length.toMillis(), Math.max(1, slide.toMillis()));
    if (windows > MOST_WINDOWS) {
      value.invalid(
          "is " + windows + " windows, and must be at most " + MOST_WINDOWS,
          "make it shorter, or `window.slide` longer");
    }
    return Math.clamp(windows, 1, MOST_WINDOWS);
  }

  static OnDrift onDrift(Fields fields) {
    Optional<Budget> budget =
        fields.optional("budget").map(value -> value.fields(AlertBinding::budget));
    Optional<Integer> perWeek = fields.optional("perWeek").map(AlertBinding::times);
    if (budget.isPresent() && perWeek.isPresent()) {
      fields.invalid(
          "perWeek", "says again what `budget` is for", "keep `budget`, and take this out");
    }
    Optional<Integer> week =
        budget.filter(it -> it.span() == Span.WEEK).map(Budget::times).or(() -> perWeek);
    return new OnDrift(
        Words.reference(fields, "run", "retrain-delay"),
        week.orElse(1),
        budget.filter(it -> it.span() != Span.WEEK),
        fields.optional("propose").flatMap(value -> propose(value, fields)));
  }

  private static Budget budget(Fields fields) {
    return fields.oneOf(
        List.of(
            new Fields.Variant<>("perDay", "1", value -> new Budget(times(value), Span.DAY)),
            new Fields.Variant<>("perWeek", "2", value -> new Budget(times(value), Span.WEEK)),
            new Fields.Variant<>("perMonth", "3", value -> new Budget(times(value), Span.MONTH))));
  }

  private static int times(Value value) {
    return value.integer(1, 100);
  }

  private static Optional<Propose> propose(Value value, Fields fields) {
    return switch (value.choice(List.of("commit", "pullRequest", "none"))) {
      case "pullRequest" -> fields.planned("propose").map(_ -> Propose.PULL_REQUEST);
      case "none" -> fields.refused("propose").map(_ -> Propose.NONE);
      default -> Optional.empty();
    };
  }
}
