package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// A feature set by itself: rows, times, keys; [FeatureCheck] looks at what it promises.
final class FeatureSetCheck {
  private final Checks checks;
  private final Declared<FeatureSet> declared;
  private final FeatureSet set;
  private final Columns rows = new Columns();

  private FeatureSetCheck(Checks checks, Declared<FeatureSet> declared) {
    this.checks = checks;
    this.declared = declared;
    this.set = declared.resource();
  }

  static FeatureSet check(Checks checks, Declared<FeatureSet> declared) {
    FeatureSetCheck check = new FeatureSetCheck(checks, declared);
    FeatureSet typed = check.rows();
    checks.columns.put(typed.metadata().name(), check.rows);
    check.times();
    check.keys();
    return FeatureCheck.check(checks, declared, typed, check.rows);
  }

  private FeatureSet rows() {
    for (NamedType column : set.source().columns()) {
      rows.put(column.name(), column.type());
    }
    List<FeatureSet.Transform> steps = new ArrayList<>();
    for (int i = 0; i < set.transform().size(); i++) {
      steps.add(step(set.transform().get(i), declared.spec("transform").element(i)));
    }
    Optional<Formula> availableAt =
        set.availableAt()
            .map(
                formula ->
                    type(
                        formula,
                        Expectation.assignable(new DataType(BaseType.TIMESTAMP, true)),
                        declared.spec("availableAt")));
    return new FeatureSet(
        set.metadata(),
        set.entities(),
        set.timestamp(),
        availableAt,
        set.source(),
        steps,
        set.aggregate(),
        set.features(),
        set.maxAge(),
        set.online(),
        set.schedule(),
        set.offline());
  }

  private FeatureSet.Transform step(FeatureSet.Transform step, Place place) {
    return switch (step) {
      case FeatureSet.Filter(var condition) ->
          new FeatureSet.Filter(type(condition, Expectation.condition(), place.field("filter")));
      case FeatureSet.Derive(var columns) -> {
        Place derive = place.field("derive");
        yield derive(columns, derive::field);
      }
      case FeatureSet.MapValues map -> {
        Place at = place.field("map");
        yield derive(new Shorthands(checks, rows).of(map, at), _ -> at);
      }
      case FeatureSet.OneHot oneHot -> {
        Place at = place.field("oneHot");
        yield derive(new Shorthands(checks, rows).of(oneHot, at), _ -> at);
      }
      case FeatureSet.Custom custom -> {
        made(custom, place.field("step").field("function"));
        yield custom;
      }
    };
  }

  /// What a function of the author's answers becomes columns; of one that is not there nothing is
  /// known, which is said where references are checked.
  private void made(FeatureSet.Custom step, Place place) {
    Optional<SortedMap<String, DataType>> made = StepColumns.of(checks, step.function());
    if (made.filter(SortedMap::isEmpty).isPresent()) {
      String message = "`" + step.function() + "` has no output that could be a column";
      checks.mismatch(place, message, "add one to its `outputs`, such as `wind: {type: float64}`");
    }
    made.ifPresent(columns -> columns.forEach((name, type) -> add(name, Optional.of(type), place)));
  }

  private FeatureSet.Derive derive(
      SortedMap<String, Formula> columns, Function<String, Place> place) {
    SortedMap<String, Formula> typed = new TreeMap<>();
    columns.forEach(
        (name, formula) ->
            typed.put(name, type(formula, Expectation.anything(), place.apply(name))));
    typed.forEach(
        (name, formula) -> add(name, formula.typed().map(tree -> tree.type()), place.apply(name)));
    return new FeatureSet.Derive(typed);
  }

  private void add(String name, Optional<DataType> type, Place place) {
    if (rows.has(name)) {
      checks.invalid(
          place, "`" + name + "` is a column already, and a column has one meaning", "rename it");
    } else {
      type.ifPresentOrElse(it -> rows.put(name, it), () -> rows.putUntyped(name));
    }
  }

  private Formula type(Formula formula, Expectation expectation, Place place) {
    return rows.isTainted(formula.text())
        ? formula
        : checks.type(formula, rows.scope(), expectation, place);
  }

  private void times() {
    Place place = declared.spec("timestamp");
    if (set.timestamp().isEmpty()) {
      timeless();
      return;
    }
    String name = set.timestamp().get();
    if (!rows.has(name)) {
      checks.unknown(place, "there is no column `" + name + "`", name, rows.types().keySet());
      return;
    }
    DataType type = rows.type(name).orElse(DataType.of(BaseType.TIMESTAMP));
    if (!type.base().isScalar()) {
      checks.single(place, "event time", type);
    } else if (type.base() != BaseType.TIMESTAMP) {
      checks.mismatch(
          place,
          "`" + name + "` is " + type + ", and event time is a timestamp",
          "name a timestamp, or derive one");
    }
  }

  private void timeless() {
    Place name = declared.name();
    String cure = "say `timestamp`, the column of event time";
    if (!set.aggregate().isEmpty()) {
      checks.invalid(declared.spec("aggregate"), "windows need event time", cure);
    }
    if (set.availableAt().isPresent()) {
      checks.invalid(declared.spec("availableAt"), "values that always hold have no time", cure);
    }
    if (set.maxAge().isPresent()) {
      checks.invalid(declared.spec("maxAge"), "values that always hold have no age", cure);
    }
    if (set.source() instanceof FeatureSet.Recorded) {
      checks.invalid(name, "a record of production has event time", "say `timestamp: at`");
    }
  }

  private void keys() {
    for (int i = 0; i < set.entities().size(); i++) {
      NamedType entity = set.entities().get(i);
      Place place = declared.spec("entities").element(i);
      if (!rows.has(entity.name())) {
        String message = "there is no column `" + entity.name() + "` for this key";
        checks.unknown(place.field("name"), message, entity.name(), rows.types().keySet());
      } else {
        rows.type(entity.name()).ifPresent(type -> key(entity, type, place));
      }
    }
  }

  private void key(NamedType entity, DataType type, Place place) {
    if (!entity.type().base().isScalar()) {
      checks.single(place.field("type"), "a key", entity.type());
    } else if (!type.base().isScalar()) {
      checks.single(place.field("name"), "a key's column", type);
    } else if (entity.type().nullable() || entity.type().base() != type.base()) {
      checks.mismatch(
          place.field("type"),
          "the key `" + entity.name() + "` is " + entity.type() + ", and its column is " + type,
          "write `type: " + type.base() + "`");
    }
  }
}
