package dev.millwright.offline.ingest;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.offline.sql.DuckDbSql;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the rows that became known in a stretch of time as one part.
record PartWriter(Engine engine, Job.Ingest job) {
  private static final long ALWAYS = Long.MIN_VALUE / 2;

  /// @param violations by feature, of policies of any severity; by the column of event time, rows
  ///   that are at no time
  /// @param quarantined how many rows were set aside
  record Written(long rows, SortedMap<String, Long> violations, long quarantined) {}

  /// @param since rows known by then are there already
  /// @param aside takes the quarantined rows with reason and place in the source, if there are any
  Written write(Optional<Instant> since, Path part, Path aside)
      throws SQLException, IngestException {
    try {
      engine.run("CREATE TABLE known AS " + rows(since));
    } catch (SQLException e) {
      throw new IngestException(
          job.set().metadata().name() + ": the source is not as declared: " + e.getMessage(), e);
    }
    long timeless = timeless(since);
    SortedMap<String, Long> violations = new Policies(engine, job.set()).apply();
    job.set().timestamp().filter(_ -> timeless > 0).ifPresent(at -> violations.put(at, timeless));
    String order =
        Stream.concat(
                StoredRows.of(job.set()).entities().stream(),
                Stream.of(StoredRows.AVAILABLE, StoredRows.TIMESTAMP, SourceQuery.OFFSET))
            .collect(Collectors.joining(", "));
    copy("SELECT * FROM known ORDER BY " + order, part);
    long rows = engine.count("SELECT count(*) FROM known");
    long quarantined = engine.count("SELECT count(*) FROM quarantined");
    if (quarantined > 0) {
      copy("SELECT * FROM quarantined ORDER BY " + SourceQuery.OFFSET, aside);
    }
    engine.run("DROP TABLE known");
    engine.run("DROP TABLE quarantined");
    return new Written(rows, violations, quarantined);
  }

  private void copy(String query, Path file) throws SQLException {
    String target = Sql.text(file.toString());
    engine.run("COPY (" + query + ") TO " + target + " (FORMAT parquet, COMPRESSION zstd)");
  }

  /// Takes out the rows that are at no time, so that no join or window can ever see them, and
  /// counts them when they are read first.
  private long timeless(Optional<Instant> since) throws SQLException {
    String none = " FROM known WHERE __available IS NULL OR __timestamp IS NULL";
    long count = since.isPresent() ? 0 : engine.count("SELECT count(*)" + none);
    engine.run("DELETE" + none);
    return count;
  }

  private String rows(Optional<Instant> since) {
    String source =
        "SELECT " + columns() + " FROM (" + new SourceQuery(job.set(), job.files()).sql() + ")";
    if (job.set().timestamp().isEmpty()) {
      return since.isPresent() ? "SELECT * FROM (" + source + ") WHERE FALSE" : source;
    }
    String from = since.map(instant -> " AND __available > " + Values.micros(instant)).orElse("");
    String until =
        job.until().map(instant -> " AND __available <= " + Values.micros(instant)).orElse("");
    return "SELECT * FROM ("
        + source
        + ") WHERE __available IS NULL OR __timestamp IS NULL OR (TRUE"
        + from
        + until
        + ")";
  }

  private String columns() {
    FeatureSet set = job.set();
    Set<String> names = new LinkedHashSet<>();
    set.entities().forEach(entity -> names.add(entity.name()));
    SetLayout.of(set).columns().stream().map(NamedType::name).forEach(names::add);
    String stored = names.stream().map(Sql::name).collect(Collectors.joining(", "));
    return "%s AS %s, %s AS %s, %s, %s"
        .formatted(
            available(set),
            StoredRows.AVAILABLE,
            timestamp(set),
            StoredRows.TIMESTAMP,
            SourceQuery.OFFSET,
            stored);
  }

  private static String timestamp(FeatureSet set) {
    return set.timestamp()
        .map(column -> "epoch_us(" + Sql.name(column) + ")")
        .orElse(ALWAYS + "::BIGINT");
  }

  private static String available(FeatureSet set) {
    return set.availableAt()
        .map(formula -> "epoch_us(" + DuckDbSql.render(formula.expression()) + ")")
        .orElseGet(() -> timestamp(set));
  }
}
