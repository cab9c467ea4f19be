package dev.millwright.compiler.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.expression.Operator;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Derive;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Filter;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import dev.millwright.spec.resource.FeatureSet.Window;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.PlannedSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What reaches a feature, and what stands beside it.
final class LineageTest {
  private static final Name STEP = Name.of("parse-notes");
  private static final DataType INT = DataType.of(BaseType.INT64);

  @Test
  void what_stands_beside_a_feature_leaves_it_alone() {
    Digest before = lineage(it -> it);
    assertThat(lineage(set -> with(set, new Derive(derive("other", "unused"))))).isEqualTo(before);
    assertThat(lineage(LineageTest::withAnotherWindow)).isEqualTo(before);
    assertThat(lineage(LineageTest::withAnotherColumn)).isEqualTo(before);
    assertThat(lineage(LineageTest::withAnotherFeature)).isEqualTo(before);
  }

  @Test
  void what_reaches_a_feature_changes_it() {
    Digest before = lineage(it -> it);
    assertThat(lineage(set -> with(set, new Filter(positive("unused"))))).isNotEqualTo(before);
    assertThat(lineage(LineageTest::aged)).isNotEqualTo(before);
    assertThat(lineage(LineageTest::derivedOtherwise)).isNotEqualTo(before);
    assertThat(lineage(set -> with(set, new FeatureSet.Custom(STEP)))).isNotEqualTo(before);
    assertThat(lineage(LineageTest::fromAStream)).isNotEqualTo(before);
  }

  @Test
  void what_the_authors_own_code_does_reaches_every_feature() {
    FeatureSet set = with(set(), new FeatureSet.Custom(STEP));
    assertThat(new Lineage(set, _ -> Digest.of("another version")).of("delay_avg_1h"))
        .isNotEqualTo(lineage(_ -> set));
  }

  private static Digest lineage(UnaryOperator<FeatureSet> change) {
    return new Lineage(change.apply(set()), _ -> Digest.of("version")).of("delay_avg_1h");
  }

  private static FeatureSet fromAStream(FeatureSet set) {
    PlannedSource.Stream stream =
        new PlannedSource.Stream(
            Name.of("flights"),
            "flights.parquet",
            PlannedSource.Format.JSON,
            PlannedSource.StartAt.EARLIEST,
            columns());
    return copy(set, stream, set.transform(), set.aggregate(), set.features(), set.maxAge());
  }

  private static FeatureSet set() {
    return new FeatureSet(
        new Metadata(Name.of("delays")),
        List.of(new NamedType("origin", DataType.of(BaseType.STRING))),
        Optional.of("at"),
        Optional.empty(),
        new FeatureSet.Files(Name.of("flights"), "flights.parquet", columns()),
        List.of(new Derive(derive("late", "delay"))),
        List.of(aggregate(List.of(window("1h")))),
        List.of(feature("delay_avg_1h")),
        Optional.empty(),
        true);
  }

  private static List<NamedType> columns() {
    return List.of(
        new NamedType("origin", DataType.of(BaseType.STRING)),
        new NamedType("at", DataType.of(BaseType.TIMESTAMP)),
        new NamedType("delay", INT),
        new NamedType("unused", INT));
  }

  private static Aggregate aggregate(List<Window> windows) {
    return new Aggregate("delay", "late", List.of(Statistic.AVG), windows, Duration.ofMinutes(10));
  }

  private static Window window(String text) {
    return new Window(text, Duration.parse("PT" + text.toUpperCase(Locale.ROOT)));
  }

  private static Feature feature(String name) {
    return new Feature(
        name,
        DataType.of(BaseType.FLOAT64).orNull(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static TreeMap<String, Formula> derive(String name, String from) {
    return new TreeMap<>(
        Map.of(name, new Formula(from, Optional.of(new Expression.Field(from, INT)))));
  }

  private static Formula positive(String column) {
    Expression field = new Expression.Field(column, INT);
    Expression zero = new Expression.Literal(INT, Optional.of("0"));
    DataType bool = DataType.of(BaseType.BOOL);
    Expression greater = new Expression.Call(Operator.GREATER, List.of(field, zero), bool);
    return new Formula(column + " > 0", Optional.of(greater));
  }

  private static FeatureSet with(FeatureSet set, FeatureSet.Transform step) {
    List<FeatureSet.Transform> steps = new ArrayList<>(set.transform());
    steps.add(step);
    return copy(set, set.source(), steps, set.aggregate(), set.features(), set.maxAge());
  }

  private static FeatureSet derivedOtherwise(FeatureSet set) {
    List<FeatureSet.Transform> steps = List.of(new Derive(derive("late", "unused")));
    return copy(set, set.source(), steps, set.aggregate(), set.features(), set.maxAge());
  }

  private static FeatureSet withAnotherWindow(FeatureSet set) {
    List<Aggregate> more = List.of(aggregate(List.of(window("1h"), window("2h"))));
    return copy(set, set.source(), set.transform(), more, set.features(), set.maxAge());
  }

  private static FeatureSet withAnotherColumn(FeatureSet set) {
    List<NamedType> columns = new ArrayList<>(columns());
    columns.add(new NamedType("more", INT));
    FeatureSet.Files files = new FeatureSet.Files(Name.of("flights"), "flights.parquet", columns);
    return copy(set, files, set.transform(), set.aggregate(), set.features(), set.maxAge());
  }

  private static FeatureSet withAnotherFeature(FeatureSet set) {
    List<Feature> more = List.of(feature("late"), feature("delay_avg_1h"));
    return copy(set, set.source(), set.transform(), set.aggregate(), more, set.maxAge());
  }

  private static FeatureSet aged(FeatureSet set) {
    Optional<Duration> age = Optional.of(Duration.ofDays(1));
    return copy(set, set.source(), set.transform(), set.aggregate(), set.features(), age);
  }

  private static FeatureSet copy(
      FeatureSet set,
      FeatureSet.Source source,
      List<FeatureSet.Transform> transform,
      List<Aggregate> aggregate,
      List<Feature> features,
      Optional<Duration> maxAge) {
    return new FeatureSet(
        set.metadata(),
        set.entities(),
        set.timestamp(),
        set.availableAt(),
        source,
        transform,
        aggregate,
        features,
        maxAge,
        set.online());
  }
}
