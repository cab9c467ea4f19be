package dev.millwright.offline.ingest;

import static dev.millwright.offline.Declarations.columns;
import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.formula;
import static dev.millwright.offline.Declarations.metadata;

import dev.millwright.offline.Tables;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.offline.store.Snapshot;
import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.online.OnlineStore;
import dev.millwright.spec.Digest;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult.Ingested;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A set of levels by key, its source and its stores in a folder.
final class Levels {
  static final List<NamedType> COLUMNS =
      columns("key string, at timestamp, known timestamp, level int64?");
  private static final Instant FIRST = Instant.parse("2001-01-01T00:00:00Z");
  static final Digest VERSION = Digest.of("version");

  private final Path folder;

  Levels(Path folder) {
    this.folder = folder;
  }

  static FeatureSet set(Policy... policies) {
    return new FeatureSet(
        metadata("levels"),
        columns("key string"),
        Optional.of("at"),
        Optional.of(formula("known", COLUMNS)),
        files("rows.csv", COLUMNS),
        List.of(),
        List.of(),
        List.of(feature("level", "int64?", policies)),
        Optional.empty(),
        true);
  }

  Ingested ingest(FeatureSet set, Path source, Instant until) throws Exception {
    boolean csv = source.toString().endsWith(".csv");
    FeatureSet read =
        new FeatureSet(
            set.metadata(),
            set.entities(),
            set.timestamp(),
            set.availableAt(),
            files(csv ? "rows.csv" : "rows.parquet", COLUMNS),
            set.transform(),
            set.aggregate(),
            set.features(),
            set.maxAge(),
            set.online());
    return new Ingest(folder)
        .run(
            new Job.Ingest(
                read,
                VERSION,
                offline(),
                Optional.of(onlineFile()),
                List.of(source),
                Optional.of(until)));
  }

  @SafeVarargs
  final Path source(String name, List<Object>... rows) throws Exception {
    return Tables.write(folder.resolve(name), COLUMNS, List.of(rows));
  }

  static List<Object> row(String key, int at, int known, Long level) {
    return Arrays.asList(key, day(at), day(known), level);
  }

  static Instant day(int day) {
    return FIRST.plusSeconds(86_400L * day);
  }

  Path offline() {
    return folder.resolve("offline");
  }

  Path onlineFile() {
    return folder.resolve("online/levels.db");
  }

  Snapshot current() throws Exception {
    return new OfflineStore(offline()).current().orElseThrow();
  }

  /// The rows of the current snapshot, part by part.
  List<List<Object>> kept() throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    for (Path part : current().files(offline())) {
      for (List<Object> row :
          Tables.read(
              part, columns("key string, __timestamp int64, __available int64, level int64?"))) {
        rows.add(Arrays.asList(row.get(0), time(row.get(1)), time(row.get(2)), row.get(3)));
      }
    }
    return rows;
  }

  static Instant time(Object micros) {
    return Instant.EPOCH.plusNanos((Long) micros * 1_000);
  }

  FeatureValue online(String key, Instant at) {
    try (OnlineStore store = OnlineStore.open(onlineFile(), set())) {
      return store.read(List.of(key), at).values().getFirst();
    }
  }

  static FeatureValue present(long value) {
    return new FeatureValue(value, Status.PRESENT);
  }

  List<Path> allFiles() throws Exception {
    try (Stream<Path> files = Files.walk(offline())) {
      return files.sorted().toList();
    }
  }
}
