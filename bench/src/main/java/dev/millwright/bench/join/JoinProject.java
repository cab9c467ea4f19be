package dev.millwright.bench.join;

import dev.millwright.bench.ExampleProject;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.ingest.IngestException;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A project of two sets, `readings` and `outcomes`, and a vector over both; its sources and its
/// offline stores.
///
/// @param columns how many features a reading has
record JoinProject(Path folder, int columns) {
  private static final Name READINGS = Name.of("readings");
  private static final Name OUTCOMES = Name.of("outcomes");

  /// Writes resources and sources. Keys, times and values follow from a row's number, so that every
  /// machine gets the same; no two readings share a time, so that there is one right answer.
  void write(long labels, long rows, long keys) throws IOException, SQLException {
    resource("project", "Project", "{}");
    resource("local", "Environment", "{platform: local, follows: {head: true}}");
    resource("rows", "Connection", "{type: filesystem, root: data}");
    resource(READINGS.text(), "FeatureSet", set("readings", names("c", columns)));
    resource(OUTCOMES.text(), "FeatureSet", set("outcomes", List.of("outcome")));
    resource("joined", "FeatureVector", vector());
    Path data = Files.createDirectories(folder.resolve("data"));
    try (Engine engine = Engine.open(spill())) {
      source(engine, data.resolve("readings.parquet"), rows, keys, 4_000_000_000_000L, values());
      source(
          engine,
          data.resolve("outcomes.parquet"),
          labels,
          keys,
          3_999_999_000_000L,
          "CAST(hash(i) % 2 AS DOUBLE) AS outcome");
    }
  }

  /// Ingests both sources, and answers how many rows there are.
  long ingest() throws IOException, SQLException, IngestException {
    long rows = 0;
    Release release = release();
    for (Name name : List.of(READINGS, OUTCOMES)) {
      Component component = release.at(Kind.FEATURE_SET, name);
      Path source = folder.resolve("data").resolve(name + ".parquet");
      rows +=
          new Ingest(spill())
              .run(
                  new Job.Ingest(
                      (FeatureSet) component.definition(),
                      component.version(),
                      offline(name),
                      Optional.empty(),
                      List.of(source),
                      Optional.empty()))
              .rows();
    }
    return rows;
  }

  FeatureVector vector(Release release) {
    return (FeatureVector) release.at(Kind.FEATURE_VECTOR, Name.of("joined")).definition();
  }

  Map<Name, SetAt> sets(Release release) throws IOException {
    Map<Name, SetAt> sets = new TreeMap<>();
    for (Name name : List.of(READINGS, OUTCOMES)) {
      FeatureSet set = (FeatureSet) release.at(Kind.FEATURE_SET, name).definition();
      var snapshot = new OfflineStore(offline(name)).current().orElseThrow();
      sets.put(name, new SetAt(set, offline(name), snapshot.id()));
    }
    return sets;
  }

  /// SQL of what a set's offline store holds.
  String stored(String set) throws IOException {
    Path offline = offline(Name.of(set));
    List<Path> parts = new OfflineStore(offline).current().orElseThrow().files(offline);
    return "read_parquet(" + Sql.files(parts) + ")";
  }

  Release release() {
    return ExampleProject.release(folder);
  }

  Path spill() throws IOException {
    return Files.createDirectories(folder.resolve("spill"));
  }

  private Path offline(Name set) {
    return folder.resolve("offline").resolve(set.text());
  }

  /// @param span microseconds over which the rows are spread, each with a time of its own
  private static void source(
      Engine engine, Path file, long rows, long keys, long span, String values)
      throws SQLException {
    engine.run(
        "COPY (SELECT 'key-' || (hash(i + 7) %% %d) AS key, make_timestamp(1000000000000000 + i * %d) AS at, %s FROM range(%d) t(i)) TO %s (FORMAT parquet)"
            .formatted(keys, span / rows, values, rows, Sql.text(file.toString())));
  }

  private String values() {
    return IntStream.range(0, columns)
        .mapToObj(
            n -> "CAST(hash(i * %d + %d) %% 1000000 AS DOUBLE) AS c%d".formatted(columns, n, n))
        .collect(Collectors.joining(", "));
  }

  private static List<String> names(String letter, int count) {
    return IntStream.range(0, count).mapToObj(n -> letter + n).toList();
  }

  private static String set(String file, List<String> names) {
    String list =
        names.stream()
            .map("{name: %s, type: float64}"::formatted)
            .collect(Collectors.joining(", "));
    return "{entities: [{name: key, type: string}], timestamp: at, online: false, source: {connection: rows, path: %s.parquet, columns: [{name: key, type: string}, {name: at, type: timestamp}, %s]}, features: [%s]}"
        .formatted(file, list, list);
  }

  private String vector() {
    String features =
        IntStream.range(0, columns)
            .mapToObj("readings.c%1$d as c%1$d"::formatted)
            .collect(Collectors.joining(", "));
    return "{label: outcomes.outcome, request: [{name: key, type: string}], features: [%s], join: left, onMissing: \"null\"}"
        .formatted(features);
  }

  private void resource(String name, String kind, String spec) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(name + ".yaml"),
        "apiVersion: millwright.dev/v1%nkind: %s%nmetadata: {name: %s, description: to be joined}%nspec: %s%n"
            .formatted(kind, name, spec));
  }
}
