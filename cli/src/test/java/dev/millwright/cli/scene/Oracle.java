package dev.millwright.cli.scene;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.join.PointInTimeJoin;
import dev.millwright.offline.join.Stretch;
import dev.millwright.offline.join.VectorColumns;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.runtime.model.OnnxScorer;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.tracking.SnapshotBinding;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What an answer of the example must be, from nothing but its headers: the release's definitions,
/// the snapshots' rows joined offline, and the model's bound bytes. Shares no code with serving but
/// the library that runs a model.
final class Oracle implements AutoCloseable {
  private static final Name VECTOR = Name.of("flight-features");
  private static final Name MODEL = Name.of("delay");
  private static final Instant FROM = Instant.parse("2001-03-31T00:00:00Z");
  private static final Instant TO = Instant.parse("2001-04-01T00:00:00Z");

  private final StateLayout layout;
  private final Tracking tracking;
  private final Map<String, Map<String, Map<String, Double>>> joined = new ConcurrentHashMap<>();
  private final Map<Digest, Statistics> baselines = new ConcurrentHashMap<>();
  private final Map<Digest, OnnxScorer> scorers = new ConcurrentHashMap<>();

  Oracle(Path state) {
    this(state, state);
  }

  /// @param record the folder of the record, where it is not the stores'
  Oracle(Path state, Path record) {
    this.layout = new StateLayout(state);
    this.tracking = Tracking.read(new StateLayout(record).trackingFile()).orElseThrow();
  }

  /// Requests whose features the live release's offline join knows.
  List<Map<String, Object>> requests() {
    Release release = tracking.pointers().live().flatMap(tracking.releases()::find).orElseThrow();
    return joined(release, newest(release)).keySet().stream()
        .map(
            key -> {
              String[] parts = key.split("\\|");
              Map<String, Object> request = new LinkedHashMap<>();
              request.put("origin", parts[0]);
              request.put("destination", "LAX");
              request.put("scheduled", parts[1]);
              request.put("distance", Long.valueOf(parts[2]));
              return request;
            })
        .toList();
  }

  /// What is wrong with an answer; empty when it is what its headers say it must be.
  Optional<String> objection(Answer answer) {
    if (!answer.isOk()) {
      return Optional.of(answer.status() + " " + answer.body() + answer.failure());
    }
    Release release = tracking.releases().find(Digest.parse(answer.release())).orElseThrow();
    Map<String, String> versions = parts(answer.versions());
    Map<String, String> expected = versions(release, Name.of(answer.graph()));
    if (!versions.equals(expected)) {
      return Optional.of("versions " + versions + ", and the release has " + expected);
    }
    return features(answer, release).or(() -> score(answer, release));
  }

  private Optional<String> features(Answer answer, Release release) {
    Map<String, Double> offline =
        joined(release, parts(answer.snapshots())).get(key(answer.request()));
    JsonNode explained = answer.json().path("_explain").path("features");
    FeatureVector vector = (FeatureVector) release.at(Kind.FEATURE_VECTOR, VECTOR).definition();
    for (FeatureVector.Selected selected : vector.features()) {
      JsonNode online = explained.path(selected.alias());
      Double value = offline.get(selected.alias());
      boolean present = online.path("status").asString().equals("PRESENT");
      if (present != (value != null)
          || value != null && online.path("value").asDouble() != value.doubleValue()) {
        return Optional.of(selected.alias() + " is " + online + " and offline " + value);
      }
    }
    return Optional.empty();
  }

  private Optional<String> score(Answer answer, Release release) {
    JsonNode inputs = answer.json().path("_explain").path("inputs");
    List<NamedType> columns = columns(release);
    float[] row = new float[columns.size()];
    for (int i = 0; i < row.length; i++) {
      JsonNode input = inputs.path(columns.get(i).name());
      row[i] = input.isNull() ? filled(release, columns.get(i).name()) : (float) input.asDouble();
    }
    double expected = scorer(release.at(Kind.MODEL, MODEL).version()).score(row, row.length)[0];
    double said = answer.json().path("late_probability").asDouble();
    return expected == said
        ? Optional.empty()
        : Optional.of("late_probability is " + said + ", and the model says " + expected);
  }

  /// What stands in for a missing feature: as declared, from the model's training.
  private float filled(Release release, String alias) {
    FeatureVector vector = (FeatureVector) release.at(Kind.FEATURE_VECTOR, VECTOR).definition();
    var reference =
        vector.features().stream()
            .filter(selected -> selected.alias().equals(alias))
            .findFirst()
            .orElseThrow()
            .feature();
    FeatureSet set = (FeatureSet) release.at(Kind.FEATURE_SET, reference.featureSet()).definition();
    var impute =
        set.features().stream()
            .filter(feature -> feature.name().equals(reference.feature()))
            .findFirst()
            .flatMap(FeatureSet.Feature::impute)
            .orElseThrow();
    Statistics.Column trained = baseline(release).features().get(alias);
    return switch (impute.with()) {
      case MEAN -> trained.mean().orElseThrow().floatValue();
      case MEDIAN -> trained.median().orElseThrow().floatValue();
      case ZERO -> 0;
      case MODE, CONSTANT, LAST ->
          throw new AssertionError("the example does not impute so: " + alias);
    };
  }

  private Statistics baseline(Release release) {
    Digest version = release.at(Kind.MODEL, MODEL).version();
    Digest baseline = tracking.bindings().model(version).orElseThrow().baseline();
    return baselines.computeIfAbsent(
        baseline,
        digest -> {
          try {
            return Json.read(Files.readString(layout.artifact(digest)), Statistics.class);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private OnnxScorer scorer(Digest version) {
    Digest bytes = tracking.bindings().model(version).orElseThrow().model();
    return scorers.computeIfAbsent(bytes, digest -> OnnxScorer.open(layout.artifact(digest)));
  }

  private static List<NamedType> columns(Release release) {
    Map<Name, FeatureSet> sets = new TreeMap<>();
    release
        .of(Kind.FEATURE_SET)
        .forEach(set -> sets.put(set.address().name(), (FeatureSet) set.definition()));
    return VectorColumns.inputs(
        (FeatureVector) release.at(Kind.FEATURE_VECTOR, VECTOR).definition(), sets);
  }

  /// The features offline, by alias, for every example of the stretch; a missing value is left out.
  private Map<String, Map<String, Double>> joined(Release release, Map<String, String> snapshots) {
    return joined.computeIfAbsent(release.id() + " " + snapshots, _ -> join(release, snapshots));
  }

  private Map<String, Map<String, Double>> join(Release release, Map<String, String> snapshots) {
    try {
      Path work = Files.createTempDirectory("oracle");
      Path target = work.resolve("joined.parquet");
      FeatureVector vector = (FeatureVector) release.at(Kind.FEATURE_VECTOR, VECTOR).definition();
      try (Engine engine = Engine.open(work)) {
        new PointInTimeJoin(engine, vector, sets(release, vector, snapshots))
            .write(new Stretch(Optional.of(FROM), Optional.of(TO), Optional.empty()), target);
        return read(engine, target, vector);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Map<String, Double>> read(
      Engine engine, Path joined, FeatureVector vector) throws SQLException {
    List<String> aliases = vector.features().stream().map(FeatureVector.Selected::alias).toList();
    String columns =
        aliases.stream()
            .map(alias -> ", CAST(\"" + alias + "\" AS DOUBLE)")
            .collect(Collectors.joining());
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    engine.each(
        "SELECT origin, __time, distance" + columns + " FROM read_parquet('" + joined + "')",
        row -> {
          Instant at = Instant.ofEpochMilli(row.getLong(2) / 1000);
          Map<String, Double> values = new TreeMap<>();
          for (int i = 0; i < aliases.size(); i++) {
            double value = row.getDouble(4 + i);
            if (!row.wasNull()) {
              values.put(aliases.get(i), value);
            }
          }
          rows.put(row.getString(1) + "|" + at + "|" + row.getLong(3), values);
        });
    return rows;
  }

  private SortedMap<Name, SetAt> sets(
      Release release, FeatureVector vector, Map<String, String> snapshots) {
    SortedMap<Name, SetAt> sets = new TreeMap<>();
    List<Name> names = new ArrayList<>();
    vector.features().forEach(selected -> names.add(selected.feature().featureSet()));
    names.add(vector.label().orElseThrow().featureSet());
    for (Name name : names) {
      Component set = release.at(Kind.FEATURE_SET, name);
      String brief = snapshots.getOrDefault(name.text(), "");
      Digest snapshot =
          tracking.bindings().snapshots(set.version()).stream()
              .map(SnapshotBinding::snapshot)
              .filter(digest -> digest.hex().startsWith(brief))
              .reduce((_, last) -> last)
              .orElseThrow(() -> new AssertionError(name + " never had snapshot " + brief));
      sets.put(
          name,
          new SetAt((FeatureSet) set.definition(), layout.offline(name, set.version()), snapshot));
    }
    return sets;
  }

  private Map<String, String> newest(Release release) {
    Map<String, String> newest = new TreeMap<>();
    for (String name : List.of("airports", "origin-delays")) {
      Digest version = release.at(Kind.FEATURE_SET, Name.of(name)).version();
      newest.put(name, tracking.bindings().snapshot(version).orElseThrow().snapshot().brief());
    }
    return newest;
  }

  private static Map<String, String> versions(Release release, Name graph) {
    return List.of(
            new Address(Kind.FEATURE_SET, Name.of("airports")),
            new Address(Kind.FEATURE_SET, Name.of("origin-delays")),
            new Address(Kind.FEATURE_VECTOR, VECTOR),
            new Address(Kind.MODEL, MODEL),
            new Address(Kind.SERVING_GRAPH, graph))
        .stream()
        .collect(
            Collectors.toMap(Address::toString, address -> release.at(address).version().brief()));
  }

  /// `a@1, b@2` as a map.
  private static Map<String, String> parts(String header) {
    return Arrays.stream(header.split(", "))
        .map(part -> part.split("@"))
        .collect(Collectors.toMap(part -> part[0], part -> part[1]));
  }

  private static String key(Map<String, Object> request) {
    return request.get("origin") + "|" + request.get("scheduled") + "|" + request.get("distance");
  }

  @Override
  public void close() {
    scorers.values().forEach(OnnxScorer::close);
    tracking.close();
  }
}
