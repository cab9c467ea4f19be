package dev.millwright.offline.ingest;

import static dev.millwright.offline.Declarations.aggregate;
import static dev.millwright.offline.Declarations.columns;
import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.formula;
import static dev.millwright.offline.Declarations.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.spec.Digest;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example's flights: a source of some size.
final class FlightsTest {
  private static final Path FLIGHTS = Path.of("../example-repo/data/flights.parquet");
  private static final List<NamedType> COLUMNS =
      columns("date timestamp, delay int64, distance int64, origin string, destination string");

  @TempDir Path folder;

  @Test
  void any_number_of_threads_reads_the_same_rows_at_the_same_places() throws Exception {
    byte[] one = part(1);
    assertThat(part(2)).isEqualTo(one);
    assertThat(part(7)).isEqualTo(one);
  }

  private byte[] part(int threads) throws Exception {
    Path part = folder.resolve(threads + ".parquet");
    Job.Ingest job =
        new Job.Ingest(
            delays(),
            Digest.of("version"),
            folder,
            Optional.empty(),
            // Twice, so that threads have two files to race through.
            List.of(FLIGHTS, FLIGHTS),
            Optional.empty());
    try (Engine engine = Engine.open(folder)) {
      engine.run("SET threads = " + threads);
      PartWriter.Written written =
          new PartWriter(engine, job).write(Optional.empty(), part, folder.resolve("aside"));
      assertThat(written.rows()).isGreaterThan(200_000);
      return Files.readAllBytes(part);
    }
  }

  private static FeatureSet delays() {
    TreeMap<String, Formula> derived = new TreeMap<>();
    derived.put(
        "landed",
        formula("TIMESTAMPADD(MINUTE, 30 + distance / 7 + GREATEST(delay, 0), date)", COLUMNS));
    return new FeatureSet(
        metadata("origin-delays"),
        columns("origin string"),
        Optional.of("date"),
        Optional.of(formula("landed", columns("landed timestamp"))),
        files("flights.parquet", COLUMNS),
        List.of(
            new FeatureSet.Filter(formula("delay BETWEEN -120 AND 1440", COLUMNS)),
            new FeatureSet.Derive(derived)),
        List.of(
            aggregate("delay", "delay", Duration.ofMinutes(10), List.of(Statistic.AVG), "PT24H")),
        List.of(feature("delay_avg_PT24H", "float64?")),
        Optional.empty(),
        false);
  }
}
