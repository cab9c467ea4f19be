package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.compiler.parameter.ParameterCheck;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Tuning;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The space in which a function looks for its best parameters, against those that it has.
final class TuningCheck {
  private final Checks checks;
  private final Function function;
  private final Tuning tune;
  private final Place place;

  TuningCheck(Checks checks, Function function, Tuning tune, Place place) {
    this.checks = checks;
    this.function = function;
    this.tune = tune;
    this.place = place;
  }

  /// The tuning with its condition typed.
  Tuning check() {
    tune.space().forEach((name, range) -> range(name, range, place.field("space").field(name)));
    rest();
    metric();
    strategy();
    Scope scope = new Scope(numbers());
    return tune.stoppingAt(
        tune.stop()
            .map(it -> checks.type(it, scope, Expectation.condition(), place.field("stop"))));
  }

  private void range(String name, Tuning.Range range, Place at) {
    Function.Parameter parameter = function.parameters().get(name);
    if (parameter == null) {
      String message = "`" + function.metadata().name() + "` has no parameter `" + name + "`";
      checks.unknown(at, message, name, function.parameters().keySet());
      return;
    }
    switch (range) {
      case Tuning.Values(var values) -> {
        for (int i = 0; i < values.size(); i++) {
          value(name, values.get(i), at.field("values").element(i), checks.findings);
        }
      }
      case Tuning.Between between -> between(name, parameter.type().base(), between, at);
    }
  }

  /// One value of a parameter, found where it stands.
  private void value(String name, String text, Place at, Findings findings) {
    new ParameterCheck("`" + function.metadata().name() + "`", function.parameters(), findings)
        .checkOne(name, text, at);
  }

  private void between(String name, BaseType type, Tuning.Between between, Place at) {
    if (!type.isNumeric()) {
      checks.mismatch(
          at.field("from"),
          "`" + name + "` is " + type + ", and only between numbers are there others",
          "list its values: `" + name + ": {values: […]}`");
      return;
    }
    Findings apart = new Findings();
    value(name, between.from(), at.field("from"), apart);
    value(name, between.to(), at.field("to"), apart);
    checks.findings.addAll(apart.list());
    if (apart.list().isEmpty()) {
      ends(between, at);
    }
  }

  private void ends(Tuning.Between between, Place at) {
    double from = Double.parseDouble(between.from());
    if (from >= Double.parseDouble(between.to())) {
      checks.invalid(
          at.field("to"), "there is nothing between the two ends", "make it greater than `from`");
    } else if (between.scale() == Tuning.Scale.LOG && from <= 0) {
      checks.invalid(
          at.field("from"),
          "only numbers above 0 have a logarithm",
          "start above 0, or leave `scale` out");
    }
  }

  /// What is not looked for has its default.
  private void rest() {
    function.parameters().entrySet().stream()
        .filter(it -> it.getValue().defaultValue().isEmpty())
        .filter(it -> !tune.space().containsKey(it.getKey()))
        .forEach(
            it ->
                checks.findings.add(
                    place
                        .field("space")
                        .error(
                            Rule.MISSING_FIELD,
                            "the space has no `" + it.getKey() + "`, which has no default")
                        .hint("add `" + it.getKey() + ": …`, or give the parameter a default")));
  }

  private void metric() {
    String word = tune.goal() == Tuning.Goal.MAXIMIZE ? "maximize" : "minimize";
    if (!function.outputs().containsKey(tune.metric())) {
      String message = "`" + function.metadata().name() + "` has no output `" + tune.metric() + "`";
      checks.unknown(place.field(word), message, tune.metric(), numbers().keySet());
    } else if (!numbers().containsKey(tune.metric())) {
      checks.mismatch(
          place.field(word),
          "`" + tune.metric() + "` is no number, and runs are compared by one",
          numbers().isEmpty()
              ? "add an output such as `auc: {type: float64}`"
              : "name one of: " + String.join(", ", numbers().keySet()));
    }
  }

  private void strategy() {
    switch (tune.strategy()) {
      case GRID -> values("a grid");
      case LIST -> {
        values("a list");
        lengths();
      }
      case RANDOM, TPE -> {
        if (tune.trials().isEmpty()) {
          checks.findings.add(
              place
                  .error(
                      Rule.MISSING_FIELD,
                      "`"
                          + tune.strategy().name().toLowerCase(Locale.ROOT)
                          + "` comes to no end by itself")
                  .hint("add `trials: 40`"));
        }
      }
    }
  }

  /// Between two ends there are too many to try each.
  private void values(String what) {
    tune.space()
        .forEach(
            (name, range) -> {
              if (range instanceof Tuning.Between) {
                checks.invalid(
                    place.field("space").field(name).field("from"),
                    what + " is made of values, and between two ends there is no end of them",
                    "list them as `values`, or write `strategy: random`");
              }
            });
  }

  private void lengths() {
    SortedSet<Integer> lengths =
        tune.space().values().stream()
            .filter(Tuning.Values.class::isInstance)
            .map(range -> ((Tuning.Values) range).values().size())
            .collect(Collectors.toCollection(TreeSet::new));
    if (lengths.size() > 1) {
      checks.invalid(
          place.field("space"),
          "a list takes the first values together, then the second, and these are of several"
              + " lengths: "
              + lengths.stream().map(String::valueOf).collect(Collectors.joining(", ")),
          "give each parameter as many values, or write `strategy: grid`");
    }
  }

  private SequencedMap<String, DataType> numbers() {
    SequencedMap<String, DataType> numbers = new LinkedHashMap<>();
    function
        .outputs()
        .forEach(
            (name, output) -> {
              switch (output.type()) {
                case FLOAT64 -> numbers.put(name, DataType.of(BaseType.FLOAT64));
                case INT64 -> numbers.put(name, DataType.of(BaseType.INT64));
                case MODEL, STRING, DATASET, VALUE -> {}
              }
            });
    return numbers;
  }
}
