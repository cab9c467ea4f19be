package dev.millwright.offline.join;

import static dev.millwright.offline.Declarations.aggregate;
import static dev.millwright.offline.Declarations.all;
import static dev.millwright.offline.Declarations.columns;
import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.formula;
import static dev.millwright.offline.Declarations.metadata;
import static dev.millwright.offline.Declarations.reference;
import static dev.millwright.offline.Declarations.vector;

import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import dev.millwright.spec.resource.FeatureSet.Window;
import dev.millwright.spec.resource.FeatureVector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Random rows of a measured set and of a set of labels, with few keys and few times, so that they
/// collide; around 1970, so that times are negative too.
final class Scene {
  static final List<NamedType> COLUMNS =
      columns(
          "key string?, at timestamp?, known timestamp?, level float64?, count int64?, note string?");
  static final List<NamedType> LABEL_COLUMNS = columns("key string?, at timestamp?, late bool?");

  private static final Instant BEGIN = Instant.parse("1969-12-29T00:00:00Z");
  private static final List<String> KEYS = Arrays.asList("a", "b", "\ud83d\ude00", "", null);
  private static final List<Aggregate> AGGREGATES =
      List.of(
          aggregate(
              "level",
              "level",
              Duration.ofMinutes(10),
              List.of(Statistic.values()),
              "PT1H",
              "PT24H",
              "PT72H"),
          // Tiles that are longer than a day, and than the window.
          aggregate(
              "count", "count", Duration.ofHours(36), List.of(Statistic.SUM), "PT1H", "PT60H"),
          aggregate("note", "note", Duration.ofHours(1), List.of(Statistic.COUNT), "PT5H"));

  private final Random random;

  Scene(long seed) {
    random = new Random(seed);
  }

  static FeatureSet set(Optional<Duration> maxAge) {
    List<Feature> features = new ArrayList<>();
    for (Aggregate aggregate : AGGREGATES) {
      for (Statistic by : aggregate.by()) {
        for (Window over : aggregate.over()) {
          features.add(feature(aggregate.column(by, over), type(aggregate, by)));
        }
      }
    }
    features.add(feature("level", "float64?"));
    features.add(feature("note", "string?"));
    return new FeatureSet(
        metadata("measured"),
        columns("key string"),
        Optional.of("at"),
        Optional.of(formula("known", COLUMNS)),
        files("rows.parquet", COLUMNS),
        List.of(),
        AGGREGATES,
        features,
        maxAge,
        true);
  }

  /// Without windows and without an age, so that a read online needs the newest day alone.
  ///
  /// @param knownLater whether rows become known at a time of their own, not at that of the event
  static FeatureSet plainSet(Optional<Duration> maxAge, boolean knownLater) {
    FeatureSet set = set(maxAge);
    int features = set.features().size();
    return new FeatureSet(
        set.metadata(),
        set.entities(),
        set.timestamp(),
        set.availableAt().filter(_ -> knownLater),
        set.source(),
        set.transform(),
        List.of(),
        set.features().subList(features - 2, features),
        maxAge,
        true);
  }

  private static String type(Aggregate aggregate, Statistic by) {
    return by == Statistic.COUNT
        ? "int64"
        : aggregate.name().equals("count") ? "int64?" : "float64?";
  }

  static FeatureSet labels() {
    return new FeatureSet(
        metadata("labels"),
        columns("key string"),
        Optional.of("at"),
        Optional.empty(),
        files("labels.parquet", LABEL_COLUMNS),
        List.of(),
        List.of(),
        List.of(feature("late", "bool?")),
        Optional.empty(),
        false);
  }

  static FeatureVector examples(FeatureSet measured, FeatureVector.Join join) {
    return vector(
        reference(labels(), "late"), columns("key string, at timestamp"), all(measured, ""), join);
  }

  /// To which a value may be no older than this.
  static FeatureVector examples(FeatureSet measured, Duration age) {
    FeatureVector plain = examples(measured, FeatureVector.Join.LEFT);
    return new FeatureVector(
        plain.metadata(),
        plain.label(),
        plain.request(),
        plain.derive(),
        plain.features(),
        plain.join(),
        plain.onMissing(),
        new TreeMap<>(Map.of(measured(), age)));
  }

  static Name measured() {
    return Name.of("measured");
  }

  List<Measured> rows(int count) {
    return IntStream.range(0, count).mapToObj(this::row).toList();
  }

  /// Labels: key, time, truth.
  List<List<Object>> labels(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> Arrays.<Object>asList(key(), sometimesNull(time(8)), random.nextBoolean()))
        .toList();
  }

  String key() {
    return KEYS.get(random.nextInt(KEYS.size()));
  }

  /// A time within so many days, often one that was there before, sometimes to the microsecond.
  Instant time(int days) {
    Instant coarse = BEGIN.plus(Duration.ofMinutes(10L * random.nextInt(days * 144)));
    return random.nextInt(3) == 0 ? coarse.plusNanos(1_000L * random.nextInt(600_000_000)) : coarse;
  }

  private Measured row(int place) {
    Instant at = sometimesNull(time(5));
    Instant known = at == null ? time(5) : at.plus(Duration.ofMinutes(30L * random.nextInt(100)));
    return new Measured(
        place,
        key(),
        at,
        sometimesNull(random.nextInt(5) == 0 ? at : known),
        level(),
        random.nextInt(4) == 0 ? null : whole(),
        random.nextInt(3) == 0 ? null : "note " + place);
  }

  private Double level() {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> Double.NaN;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> -0.0;
      case 4 -> 1e300 * random.nextDouble();
      default -> random.nextInt(1000) / 7.0;
    };
  }

  private Long whole() {
    return random.nextInt(10) == 0 ? Long.MAX_VALUE / 2 : (long) random.nextInt(100) - 50;
  }

  private <T> T sometimesNull(T value) {
    return random.nextInt(25) == 0 ? null : value;
  }

  /// What the oracle says of all features, in the set's order.
  static List<FeatureValue> answers(Oracle oracle, String key, Instant at) {
    List<FeatureValue> answers = new ArrayList<>();
    Aggregate level = AGGREGATES.get(0);
    for (Statistic by : level.by()) {
      for (Window over : level.over()) {
        answers.add(oracle.floating(key, at, Measured::finiteLevel, level, by, over));
      }
    }
    for (Window over : AGGREGATES.get(1).over()) {
      answers.add(oracle.wholeSum(key, at, Measured::count, AGGREGATES.get(1), over));
    }
    Aggregate note = AGGREGATES.get(2);
    answers.add(
        oracle.floating(
            key,
            at,
            row -> row.note() == null ? null : 1.0,
            note,
            Statistic.COUNT,
            note.over().getFirst()));
    answers.add(oracle.plain(key, at, row -> row == null ? null : row.finiteLevel()));
    answers.add(oracle.plain(key, at, row -> row == null ? null : row.note()));
    return answers;
  }
}
