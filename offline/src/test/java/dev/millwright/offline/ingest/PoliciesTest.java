package dev.millwright.offline.ingest;

import static dev.millwright.offline.Declarations.columns;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.offline.Tables;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.spec.job.JobResult.Ingested;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.OnViolation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PoliciesTest {
  @TempDir Path folder;

  private Levels levels;

  @BeforeEach
  void prepare() {
    levels = new Levels(folder);
  }

  @Test
  void each_policy_does_as_it_says_and_is_counted() throws Exception {
    Path source =
        levels.source(
            "rows.csv",
            Levels.row("a", 1, 1, -1L),
            Levels.row("b", 1, 1, 200L),
            Levels.row("c", 1, 1, 3_000L));
    FeatureSet set =
        Levels.set(
            policy("level < 10", "level int64", OnViolation.WARN),
            policy("level >= 0", "level int64", OnViolation.DROP),
            policy("level < 1000", "level int64", OnViolation.QUARANTINE));
    Ingested ingested = levels.ingest(set, source, Levels.day(1));
    assertThat(ingested.violations()).containsEntry("level", 4L).hasSize(1);
    assertThat(levels.kept()).containsExactly(Levels.row("b", 1, 1, 200L));
    Path quarantine = new OfflineStore(levels.offline()).quarantine(ingested.snapshot());
    assertThat(Tables.read(quarantine, columns("key string, __reason string, __offset int64")))
        .containsExactly(List.of("c", "level: level < 1000", 3L));
  }

  @Test
  void a_missing_value_breaks_no_policy() throws Exception {
    Path source = levels.source("rows.csv", Arrays.asList("a", Levels.day(1), Levels.day(1), null));
    FeatureSet set = Levels.set(policy("level > 0", "level int64", OnViolation.FAIL));
    assertThat(levels.ingest(set, source, Levels.day(1)).violations()).containsEntry("level", 0L);
  }

  @Test
  void an_ingest_that_fails_leaves_what_was_readable() throws Exception {
    FeatureSet set = Levels.set(policy("level < 100", "level int64", OnViolation.FAIL));
    Path good = levels.source("rows.csv", Levels.row("a", 1, 1, 1L));
    Ingested before = levels.ingest(set, good, Levels.day(1));
    List<Path> files = levels.allFiles();
    Path bad = levels.source("rows.csv", Levels.row("a", 1, 1, 1L), Levels.row("a", 2, 2, 500L));
    assertThatThrownBy(() -> levels.ingest(set, bad, Levels.day(2)))
        .isInstanceOf(IngestException.class)
        .hasMessage("1 rows break the policy `level: level < 100`; the snapshot before stays");
    assertThat(levels.current().id()).isEqualTo(before.snapshot());
    assertThat(levels.allFiles()).isEqualTo(files);
    assertThat(levels.online("a", Levels.day(2))).isEqualTo(Levels.present(1L));
  }

  @Test
  void a_row_without_a_time_is_left_out_and_counted() throws Exception {
    Path source =
        levels.source(
            "rows.csv",
            Arrays.asList("a", null, Levels.day(1), 1L),
            Arrays.asList("a", Levels.day(1), null, 2L),
            Levels.row("a", 1, 1, 3L));
    assertThat(levels.ingest(Levels.set(), source, Levels.day(1)).violations())
        .containsEntry("at", 2L)
        .hasSize(1);
    assertThat(levels.kept()).containsExactly(Levels.row("a", 1, 1, 3L));
    assertThat(levels.ingest(Levels.set(), source, Levels.day(2)).violations()).isEmpty();
  }

  @Test
  void a_source_that_is_not_as_declared_is_the_authors_to_mend() throws Exception {
    Path source = folder.resolve("other.csv");
    Files.writeString(source, "key,at,known,level\na,2001-01-01,2001-01-01,many\n");
    assertThatThrownBy(() -> levels.ingest(Levels.set(), source, Levels.day(1)))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("the source is not as declared")
        .hasMessageContaining("many");
    assertThat(new OfflineStore(levels.offline()).current()).isEmpty();
  }
}
