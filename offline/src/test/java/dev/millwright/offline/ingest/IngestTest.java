package dev.millwright.offline.ingest;

import static dev.millwright.offline.Declarations.columns;
import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.formula;
import static dev.millwright.offline.Declarations.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.online.OnlineStore;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult.Ingested;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestTest {
  @TempDir Path folder;

  private Levels levels;

  @BeforeEach
  void prepare() {
    levels = new Levels(folder);
  }

  @Test
  void the_rows_known_by_until_are_in_the_snapshot() throws Exception {
    Path source =
        levels.source(
            "rows.csv",
            Levels.row("a", 1, 2, 10L),
            Levels.row("a", 2, 5, 20L),
            Levels.row("b", 3, 3, 30L));
    Ingested ingested = levels.ingest(Levels.set(), source, Levels.day(3));
    assertThat(ingested.rows()).isEqualTo(2);
    assertThat(ingested.added()).isEqualTo(2);
    assertThat(levels.kept())
        .containsExactly(Levels.row("a", 1, 2, 10L), Levels.row("b", 3, 3, 30L));
  }

  @Test
  void a_later_until_adds_only_what_became_known_since() throws Exception {
    Path source =
        levels.source(
            "rows.csv",
            Levels.row("a", 1, 2, 10L),
            Levels.row("a", 1, 3, 20L),
            Levels.row("b", 3, 4, 30L));
    levels.ingest(Levels.set(), source, Levels.day(2));
    List<String> before = levels.current().parts();
    Ingested second = levels.ingest(Levels.set(), source, Levels.day(4));
    assertThat(second.added()).isEqualTo(2);
    assertThat(second.rows()).isEqualTo(3);
    assertThat(levels.current().parts()).startsWith(before.getFirst()).hasSize(2);
    assertThat(levels.online("a", Levels.day(4))).isEqualTo(Levels.present(20L));
    assertThat(levels.online("a", Levels.day(2))).isEqualTo(Levels.present(10L));
  }

  @Test
  void a_source_that_changed_is_read_anew() throws Exception {
    Path source = levels.source("rows.csv", Levels.row("a", 1, 2, 10L));
    levels.ingest(Levels.set(), source, Levels.day(2));
    source = levels.source("rows.csv", Levels.row("a", 1, 2, 11L), Levels.row("b", 1, 1, 5L));
    Ingested second = levels.ingest(Levels.set(), source, Levels.day(4));
    assertThat(second.added()).isEqualTo(2);
    assertThat(levels.kept())
        .containsExactly(Levels.row("a", 1, 2, 11L), Levels.row("b", 1, 1, 5L));
    assertThat(levels.online("a", Levels.day(4))).isEqualTo(Levels.present(11L));
  }

  @Test
  void the_same_job_again_gives_the_same_snapshot_and_adds_nothing() throws Exception {
    Path source = levels.source("rows.csv", Levels.row("a", 1, 2, 10L));
    Ingested first = levels.ingest(Levels.set(), source, Levels.day(2));
    List<Path> files = levels.allFiles();
    Ingested again = levels.ingest(Levels.set(), source, Levels.day(2));
    assertThat(again.snapshot()).isEqualTo(first.snapshot());
    assertThat(again.rows()).isEqualTo(1);
    assertThat(again.added()).isZero();
    assertThat(levels.allFiles()).isEqualTo(files);
  }

  @Test
  void an_ingest_that_died_before_it_was_published_comes_to_the_same_end() throws Exception {
    Path source = levels.source("rows.csv", Levels.row("a", 1, 2, 10L), Levels.row("a", 3, 4, 20L));
    levels.ingest(Levels.set(), source, Levels.day(2));
    byte[] before = Files.readAllBytes(levels.offline().resolve("CURRENT"));
    Ingested whole = levels.ingest(Levels.set(), source, Levels.day(4));
    List<Path> files = levels.allFiles();
    // Everything is written, the online store too, only CURRENT has not moved yet.
    Files.write(levels.offline().resolve("CURRENT"), before);
    Ingested again = levels.ingest(Levels.set(), source, Levels.day(4));
    assertThat(again.snapshot()).isEqualTo(whole.snapshot());
    assertThat(again.rows()).isEqualTo(2);
    assertThat(levels.allFiles()).isEqualTo(files);
    assertThat(levels.kept())
        .containsExactly(Levels.row("a", 1, 2, 10L), Levels.row("a", 3, 4, 20L));
    assertThat(levels.online("a", Levels.day(4))).isEqualTo(Levels.present(20L));
  }

  @Test
  void an_online_store_that_was_lost_is_written_anew() throws Exception {
    Path source = levels.source("rows.csv", Levels.row("a", 1, 2, 10L), Levels.row("a", 3, 4, 20L));
    levels.ingest(Levels.set(), source, Levels.day(2));
    levels.ingest(Levels.set(), source, Levels.day(4));
    Files.delete(levels.onlineFile());
    levels.ingest(Levels.set(), source, Levels.day(4));
    assertThat(levels.online("a", Levels.day(2))).isEqualTo(Levels.present(10L));
    assertThat(levels.online("a", Levels.day(4))).isEqualTo(Levels.present(20L));
  }

  @Test
  void csv_and_parquet_are_read_alike() throws Exception {
    List<Object> nothing = Arrays.asList("c", Levels.day(1), Levels.day(1), null);
    Path csv = levels.source("rows.csv", Levels.row("a", 1, 2, 10L), nothing);
    levels.ingest(Levels.set(), csv, Levels.day(9));
    List<List<Object>> fromCsv = levels.kept();
    levels.ingest(
        Levels.set(),
        levels.source("rows.parquet", Levels.row("a", 1, 2, 10L), nothing),
        Levels.day(9));
    assertThat(levels.kept()).isEqualTo(fromCsv).contains(nothing);
  }

  @Test
  void zones_are_brought_to_utc_and_times_to_microseconds() throws Exception {
    Path source = folder.resolve("zones.csv");
    Files.writeString(
        source,
        """
        key,at,known,level
        a,2001-01-01T02:00:00+02:00,2001-01-01 00:00:00,1
        b,2001-01-01 00:00:00Z,2001-01-01T00:00:00.123456789Z,2
        """);
    levels.ingest(Levels.set(), source, Levels.day(1));
    assertThat(levels.kept())
        .containsExactly(
            Arrays.asList("a", Levels.day(0), Levels.day(0), 1L),
            Arrays.asList("b", Levels.day(0), Levels.day(0).plusNanos(123_456_000), 2L));
  }

  @Test
  void without_files_the_snapshot_is_empty_and_nothing_is_found() throws Exception {
    Job.Ingest job =
        new Job.Ingest(
            Levels.set(),
            Levels.VERSION,
            levels.offline(),
            Optional.of(levels.onlineFile()),
            List.of(),
            Optional.of(Levels.day(1)));
    assertThat(new Ingest(folder).run(job).rows()).isZero();
    assertThat(levels.online("a", Levels.day(1)))
        .isEqualTo(new FeatureValue(null, Status.NOT_FOUND));
  }

  @Test
  void without_a_timestamp_values_hold_at_any_time() throws Exception {
    FeatureSet set =
        new FeatureSet(
            metadata("places"),
            columns("key string"),
            Optional.empty(),
            Optional.empty(),
            files("rows.csv", Levels.COLUMNS),
            List.of(),
            List.of(),
            List.of(feature("level", "int64?")),
            Optional.empty(),
            true);
    Path source = levels.source("rows.csv", Levels.row("a", 1, 1, 7L));
    levels.ingest(set, source, Levels.day(1));
    levels.ingest(set, source, Levels.day(2));
    try (OnlineStore store = OnlineStore.open(levels.onlineFile(), set)) {
      assertThat(store.read(List.of("a"), Instant.parse("0001-01-01T00:00:00Z")).values())
          .containsExactly(Levels.present(7L));
      assertThat(store.read(List.of("a"), Instant.parse("9999-12-31T00:00:00Z")).values())
          .containsExactly(Levels.present(7L));
    }
  }

  @Test
  void transformations_run_in_order_and_see_only_what_came_before() throws Exception {
    FeatureSet plain = Levels.set();
    var doubled = new java.util.TreeMap<String, dev.millwright.spec.expression.Formula>();
    doubled.put("level", formula("level * 2", Levels.COLUMNS));
    FeatureSet set =
        new FeatureSet(
            plain.metadata(),
            plain.entities(),
            plain.timestamp(),
            plain.availableAt(),
            plain.source(),
            List.of(
                new FeatureSet.Filter(formula("level < 10", Levels.COLUMNS)),
                new FeatureSet.Derive(doubled),
                new FeatureSet.Filter(formula("level > 8", Levels.COLUMNS))),
            List.of(),
            plain.features(),
            Optional.empty(),
            true);
    Path source =
        levels.source(
            "rows.csv",
            Levels.row("a", 1, 1, 3L),
            Levels.row("b", 1, 1, 5L),
            Levels.row("c", 1, 1, 12L),
            Arrays.asList("d", Levels.day(1), Levels.day(1), null));
    levels.ingest(set, source, Levels.day(1));
    assertThat(levels.kept()).containsExactly(Levels.row("b", 1, 1, 10L));
  }
}
