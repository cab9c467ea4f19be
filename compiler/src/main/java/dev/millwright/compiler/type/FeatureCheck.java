package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Policy;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a feature set promises: windows, features with their types, policies, what fills them.
final class FeatureCheck {
  private final Checks checks;
  private final Declared<FeatureSet> declared;
  private final FeatureSet set;
  private final Columns rows;
  private final Columns all;

  private FeatureCheck(Checks checks, Declared<FeatureSet> declared, FeatureSet set, Columns rows) {
    this.checks = checks;
    this.declared = declared;
    this.set = set;
    this.rows = rows;
    this.all = rows.with(windows());
  }

  /// @param set with its rows' formulas typed
  static FeatureSet check(
      Checks checks, Declared<FeatureSet> declared, FeatureSet set, Columns rows) {
    FeatureCheck check = new FeatureCheck(checks, declared, set, rows);
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < set.features().size(); i++) {
      features.add(check.feature(set.features().get(i), declared.spec("features").element(i)));
    }
    return new FeatureSet(
        set.metadata(),
        set.entities(),
        set.timestamp(),
        set.availableAt(),
        set.source(),
        set.transform(),
        set.aggregate(),
        features,
        set.maxAge(),
        set.online(),
        set.schedule(),
        set.offline());
  }

  private Map<String, DataType> windows() {
    Map<String, DataType> columns = new LinkedHashMap<>();
    for (int i = 0; i < set.aggregate().size(); i++) {
      Aggregate aggregate = set.aggregate().get(i);
      DataType of = folded(aggregate, declared.spec("aggregate").element(i).field("of"));
      for (Statistic by : aggregate.by()) {
        for (FeatureSet.Window over : aggregate.over()) {
          columns.put(aggregate.column(by, over), type(by, of));
        }
      }
    }
    return columns;
  }

  private DataType folded(Aggregate aggregate, Place place) {
    String name = aggregate.of();
    DataType any = DataType.of(BaseType.FLOAT64);
    if (!rows.has(name)) {
      checks.unknown(place, "there is no column `" + name + "`", name, rows.types().keySet());
      return any;
    }
    DataType type = rows.type(name).orElse(any);
    if (!type.base().isScalar()) {
      checks.single(place, "a window's column", type);
      return any;
    }
    boolean counts = aggregate.by().stream().allMatch(by -> by == Statistic.COUNT);
    if (!counts && !type.base().isNumeric()) {
      checks.mismatch(
          place,
          "`" + name + "` is " + type + ", and only numbers are folded",
          "fold a number, or use `by: [count]` alone");
      return any;
    }
    return type;
  }

  private static DataType type(Statistic by, DataType of) {
    return switch (by) {
      case COUNT -> DataType.of(BaseType.INT64);
      case AVG, VARIANCE, STDDEV -> DataType.of(BaseType.FLOAT64).orNull();
      case SUM, MIN, MAX, FIRST, LAST -> of.orNull();
    };
  }

  private Feature feature(Feature feature, Place place) {
    String name = feature.name();
    if (!all.has(name)) {
      String message = "`" + name + "` is no column of this set and no window";
      checks.unknown(place.field("name"), message, name, all.types().keySet());
    }
    all.type(name).ifPresent(type -> fits(feature, type, place.field("type")));
    feature.impute().ifPresent(impute -> fills(feature, impute, place.field("impute")));
    List<Policy> policies = new ArrayList<>();
    for (int i = 0; i < feature.policy().size(); i++) {
      policies.add(policy(feature, feature.policy().get(i), place.field("policy").element(i)));
    }
    return new Feature(name, feature.type(), feature.description(), policies, feature.impute());
  }

  private void fits(Feature feature, DataType type, Place place) {
    if (!type.fits(feature.type())) {
      String message = "`" + feature.name() + "` is " + type + ", not " + feature.type();
      checks.mismatch(place, message, "write `type: " + Checks.written(type) + "`");
    }
  }

  private void fills(Feature feature, FeatureSet.Impute impute, Place place) {
    BaseType base = feature.type().base();
    boolean fits =
        switch (impute.with()) {
          case MEAN, MEDIAN, ZERO -> base.isNumeric() || base == BaseType.BOOL;
          case MODE, CONSTANT, LAST -> true;
        };
    if (impute.with() == FeatureSet.With.LAST && set.timestamp().isEmpty()) {
      checks.invalid(
          place.field("with"),
          "values that always hold have no earlier one",
          "say `timestamp`, or fill in something else");
    }
    if (!fits) {
      checks.mismatch(
          place.field("with"),
          "`"
              + feature.name()
              + "` is "
              + feature.type()
              + ", and only numbers have a "
              + impute.with().name().toLowerCase(Locale.ROOT),
          "write `with: mode` or `with: constant`");
    }
  }

  /// A policy sees its own feature, as present: it is asked only for values that are.
  private Policy policy(Feature feature, Policy policy, Place place) {
    Scope own = Scope.of(List.of(new NamedType(feature.name(), feature.type().notNull())));
    Formula check = checks.type(policy.check(), own, Expectation.condition(), place.field("check"));
    return new Policy(check, policy.onViolation());
  }
}
