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

  /// @param violations by feature, of policies of any severity
  record Written(long rows, SortedMap<String, Long> violations) {}

  /// @param since rows known by then are there already
  Written write(Optional<Instant> since, Path part) throws SQLException, IngestException {
    try {
      engine.run("CREATE TABLE known AS " + rows(since));
    } catch (SQLException e) {
      throw new IngestException(
          job.set().metadata().name() + ": the source is not as declared: " + e.getMessage(), e);
    }
    SortedMap<String, Long> violations = new Policies(engine, job.set()).apply();
    String order =
        Stream.concat(
                StoredRows.of(job.set()).entities().stream(),
                Stream.of(StoredRows.AVAILABLE, StoredRows.TIMESTAMP, SourceQuery.OFFSET))
            .collect(Collectors.joining(", "));
    engine.run(
        "COPY (SELECT * FROM known ORDER BY "
            + order
            + ") TO "
            + Sql.text(part.toString())
            + " (FORMAT parquet, COMPRESSION zstd)");
    long rows = engine.count("SELECT count(*) FROM known");
    engine.run("DROP TABLE known");
    return new Written(rows, violations);
  }

  private String rows(Optional<Instant> since) {
    String source =
        "SELECT " + columns() + " FROM (" + new SourceQuery(job.set(), job.files()).sql() + ")";
    String known =
        "SELECT * FROM (" + source + ") WHERE __available IS NOT NULL AND __timestamp IS NOT NULL";
    String from = since.map(instant -> " AND __available > " + Values.micros(instant)).orElse("");
    boolean timed = job.set().timestamp().isPresent();
    String until =
        job.until()
            .filter(_ -> timed)
            .map(instant -> " AND __available <= " + Values.micros(instant))
            .orElse("");
    return timed ? known + from + until : since.isPresent() ? known + " AND FALSE" : known;
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
