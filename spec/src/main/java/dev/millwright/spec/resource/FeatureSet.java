package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Features of an entity over time.
///
/// @param timestamp the column of event time; absent: the values always hold
/// @param availableAt when a row's values are known; absent: at its timestamp. The axis of windows
///   and joins
/// @param maxAge a value older than this is missing
/// @param schedule when the source is read anew
/// @param offline whether rows are kept for training; absent: they are
public record FeatureSet(
    Metadata metadata,
    List<NamedType> entities,
    Optional<String> timestamp,
    Optional<Formula> availableAt,
    Source source,
    List<Transform> transform,
    List<Aggregate> aggregate,
    List<Feature> features,
    Optional<Duration> maxAge,
    boolean online,
    Optional<SourceSchedule> schedule,
    Optional<Boolean> offline)
    implements Resource {
  public FeatureSet {
    entities = List.copyOf(entities);
    transform = List.copyOf(transform);
    aggregate = List.copyOf(aggregate);
    features = List.copyOf(features);
  }

  /// Without a schedule, and kept for training.
  public FeatureSet(
      Metadata metadata,
      List<NamedType> entities,
      Optional<String> timestamp,
      Optional<Formula> availableAt,
      Source source,
      List<Transform> transform,
      List<Aggregate> aggregate,
      List<Feature> features,
      Optional<Duration> maxAge,
      boolean online) {
    this(
        metadata,
        entities,
        timestamp,
        availableAt,
        source,
        transform,
        aggregate,
        features,
        maxAge,
        online,
        Optional.empty(),
        Optional.empty());
  }

  /// Whether rows are kept for training.
  public boolean keepsRows() {
    return offline.orElse(true);
  }

  /// The set with values that are no older than this, where it does not say a tighter age itself.
  public FeatureSet within(Duration age) {
    Duration tighter = maxAge.filter(own -> own.compareTo(age) < 0).orElse(age);
    return with(source, Optional.of(tighter), schedule);
  }

  /// What is to be kept, without when it is read: nothing operational is left.
  public FeatureSet settled() {
    return with(source, maxAge, Optional.empty());
  }

  /// The same rows, found elsewhere.
  public FeatureSet from(Source place) {
    return with(place, maxAge, schedule);
  }

  private FeatureSet with(Source place, Optional<Duration> age, Optional<SourceSchedule> when) {
    return new FeatureSet(
        metadata,
        entities,
        timestamp,
        availableAt,
        place,
        transform,
        aggregate,
        features,
        age,
        online,
        when,
        offline);
  }

  /// Where rows come from; columns are declared, so that a commit compiles without reading data.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Files.class, name = "files"),
    @JsonSubTypes.Type(value = Recorded.class, name = "recorded"),
    @JsonSubTypes.Type(value = PlannedSource.Stream.class, name = "stream"),
    @JsonSubTypes.Type(value = PlannedSource.Jdbc.class, name = "jdbc"),
    @JsonSubTypes.Type(value = PlannedSource.Http.class, name = "http"),
  })
  public sealed interface Source permits Files, Recorded, PlannedSource {
    List<NamedType> columns();
  }

  /// Parquet or CSV files below a connection's root.
  ///
  /// @param path relative to the root; `*` matches within one folder. In a release it is joined
  ///   with the root: relative to the project's folder, or absolute
  public record Files(Name connection, String path, List<NamedType> columns) implements Source {
    public Files {
      columns = List.copyOf(columns);
    }
  }

  /// What a serving graph saw and said: its requests, features, answers.
  public record Recorded(Name graph, List<NamedType> columns) implements Source {
    public Recorded {
      columns = List.copyOf(columns);
    }
  }

  /// One step of the transformation, in order.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Derive.class, name = "derive"),
    @JsonSubTypes.Type(value = Filter.class, name = "filter"),
    @JsonSubTypes.Type(value = MapValues.class, name = "map"),
    @JsonSubTypes.Type(value = OneHot.class, name = "oneHot"),
    @JsonSubTypes.Type(value = Custom.class, name = "step"),
  })
  public sealed interface Transform {}

  /// New columns; all see the columns before this step, none sees another of the same step.
  public record Derive(SortedMap<String, Formula> columns) implements Transform {
    public Derive {
      columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }
  }

  /// Keeps the rows for which the condition is true.
  public record Filter(Formula condition) implements Transform {}

  /// The author's own code, whose outputs are new columns.
  public record Custom(Name function) implements Transform {}

  /// A shorter way to write a [Derive], which takes its place when the commit is compiled: a
  /// release holds none.
  public sealed interface Shorthand extends Transform {}

  /// For each column a new one, called as it with `_mapped` behind, by its values.
  public record MapValues(SortedMap<String, Mapping> columns) implements Shorthand {
    public MapValues {
      columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }
  }

  /// @param results what each value becomes, by the value's text
  /// @param otherwise what any other becomes, and one that is missing; absent: it is missing
  public record Mapping(SortedMap<String, Constant> results, Optional<Constant> otherwise) {
    public Mapping {
      results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }
  }

  /// A value as it is written. @param text in canonical text
  public record Constant(BaseType type, String text) {}

  /// For each value a column of its own, called as the field with the value behind: 1 where the
  /// field has that value, else 0.
  public record OneHot(String field, List<String> values) implements Shorthand {
    public OneHot {
      values = List.copyOf(values);
    }
  }

  /// Windows over one column. Each pair of `by` and `over` makes a column named `name_by_over`,
  /// such as `delay_avg_24h`.
  ///
  /// @param every the width of a tile: window starts are floored to it
  public record Aggregate(
      String name, String of, List<Statistic> by, List<Window> over, Duration every) {
    public Aggregate {
      by = List.copyOf(by);
      over = List.copyOf(over);
    }

    /// The name of the column of one pair.
    public String column(Statistic statistic, Window window) {
      return name + "_" + statistic.name().toLowerCase(Locale.ROOT) + "_" + window.text();
    }
  }

  /// How values are folded. `FIRST` and `LAST` go by the order in which values became known, then
  /// by event time, then by place in the source; `VARIANCE` and `STDDEV` are those of a sample, and
  /// missing with fewer than two values.
  public enum Statistic {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    FIRST,
    LAST,
    VARIANCE,
    STDDEV
  }

  /// @param text as the author wrote it: part of the column's name
  public record Window(String text, Duration length) {}

  /// One feature: the contract, and how it is checked and filled.
  public record Feature(
      String name,
      DataType type,
      Optional<String> description,
      List<Policy> policy,
      Optional<Impute> impute) {
    public Feature {
      policy = List.copyOf(policy);
    }
  }

  /// A condition that must not be false; unknown passes, since nullability is the type's business.
  public record Policy(Formula check, OnViolation onViolation) {}

  public enum OnViolation {
    WARN,
    DROP,
    QUARANTINE,
    FAIL
  }

  /// @param constant only with [With#CONSTANT], in canonical text
  public record Impute(With with, Optional<String> constant) {}

  public enum With {
    MEAN,
    MEDIAN,
    MODE,
    ZERO,
    CONSTANT,
    LAST
  }
}
