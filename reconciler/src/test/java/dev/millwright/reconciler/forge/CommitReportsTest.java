package dev.millwright.reconciler.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.forge.CommitReports.Patience;
import dev.millwright.reconciler.forge.ForgeServer.Mood;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.plan.Plan;
import dev.millwright.tracking.CommitStatus;
import dev.millwright.tracking.CommitStatus.Ending;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
final class CommitReportsTest {
  private static final String CONTEXT = "millwright/production";
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final Patience NONE =
      new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(2));
  private static final String GITHUB = "/repos/flights/ml";

  @TempDir Path temporary;
  private ForgeServer forge;
  private Tracking tracking;

  @BeforeEach
  void open() throws IOException {
    forge = new ForgeServer();
    tracking = Tracking.open(temporary.resolve("tracking.db"));
    tracking.commitStatuses().begin();
  }

  @AfterEach
  void close() {
    tracking.close();
    forge.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DONE, success, is live",
    "RETURNED, failure, returned: auc is 0.55",
    "OVERTAKEN, error, made way for a newer one",
  })
  void the_end_of_a_rollout_is_the_end_of_its_commit(Phase phase, String state, String sentence)
      throws Exception {
    note("one", "first");
    rollout("one", "first", phase);
    try (CommitReports _ = start(GITHUB)) {
      JsonNode told = forge.next();

      assertThat(told.path("path").asString()).isEqualTo(GITHUB + "/statuses/one");
      assertThat(told.path("context").asString()).isEqualTo(CONTEXT);
      assertThat(told.path("state").asString()).isEqualTo(state);
      assertThat(told.path("description").asString()).contains(sentence);
      assertThat(forge.authorized()).containsOnly("Bearer the-tokennull");
    }
  }

  @Test
  void gitlab_is_told_in_its_own_words() throws Exception {
    note("one", "first");
    rollout("one", "first", Phase.OVERTAKEN);
    try (CommitReports _ = start("/api/v4/projects/42")) {
      JsonNode told = forge.next();

      assertThat(told.path("path").asString()).isEqualTo("/api/v4/projects/42/statuses/one");
      assertThat(told.path("name").asString()).isEqualTo(CONTEXT);
      assertThat(told.path("state").asString()).isEqualTo("canceled");
      assertThat(forge.authorized()).containsOnly("nullthe-token");
    }
  }

  @Test
  void a_commit_that_is_refused_says_where() throws Exception {
    Diagnostic error =
        Diagnostic.error(
            Rule.UNKNOWN_FIELD, new Span("models/delay.yaml", 14, 3, 14, 9), "no such field");
    tracking.releases().note(new RevisionRecord("one", NOW, Optional.empty(), List.of(error)));
    try (CommitReports _ = start(GITHUB)) {
      JsonNode told = forge.next();

      assertThat(told.path("state").asString()).isEqualTo("failure");
      assertThat(told.path("description").asString())
          .isEqualTo("refused: models/delay.yaml:14: no such field");
    }
  }

  @Test
  void a_commit_that_changes_nothing_is_live_at_once() throws Exception {
    tracking.pointers().live(Digest.of("first"));
    tracking.pointers().lastGood(Digest.of("first"));
    note("one", "first");
    try (CommitReports _ = start(GITHUB)) {
      assertThat(forge.next().path("state").asString()).isEqualTo("success");
    }
  }

  @Test
  void a_commit_whose_release_is_in_quarantine_failed() throws Exception {
    tracking.quarantine().put(new QuarantineRecord(Digest.of("first"), "zero", "auc is 0.55", NOW));
    note("one", "first");
    try (CommitReports _ = start(GITHUB)) {
      assertThat(forge.next().path("description").asString()).endsWith("quarantine: auc is 0.55");
    }
  }

  @Test
  void a_commit_that_never_had_its_turn_made_way_and_the_newest_one_waits() throws Exception {
    note("one", "first");
    note("two", "second");
    try (CommitReports _ = start(GITHUB)) {
      assertThat(forge.next().path("description").asString()).contains("made way for commit two");
      settle();
    }
    assertThat(tracking.commitStatuses().find("two")).isEmpty();
  }

  @Test
  void what_is_under_way_has_no_end_yet() throws Exception {
    note("one", "first");
    rollout("one", "first", Phase.SHIFTING);
    note("two", "second");
    tracking.commitStatuses().decide(status("marker"));
    try (CommitReports _ = start(GITHUB)) {
      assertThat(forge.next().path("path").asString()).endsWith("/marker");
      settle();
      assertThat(forge.posts()).isEqualTo(1);

      rollout("one", "first", Phase.DONE);
      assertThat(forge.next().path("path").asString()).endsWith("/one");
    }
  }

  @Test
  void what_was_noted_before_it_was_turned_on_is_not_told() throws Exception {
    try (Tracking other = Tracking.open(temporary.resolve("other.db"))) {
      other
          .releases()
          .note(new RevisionRecord("old", NOW, Optional.of(Digest.of("first")), List.of()));
      other.commitStatuses().begin();
      other
          .releases()
          .note(new RevisionRecord("new", NOW, Optional.of(Digest.of("first")), List.of()));
      other.commitStatuses().begin();

      assertThat(other.commitStatuses().undecided())
          .extracting(RevisionRecord::revision)
          .containsExactly("new");
    }
  }

  @Test
  void a_forge_that_fails_is_busy_or_hangs_up_is_told_in_the_end_and_once() throws Exception {
    forge.feels(Mood.FAIL, Mood.BUSY, Mood.RESET, Mood.FAIL);
    note("one", "first");
    rollout("one", "first", Phase.DONE);
    try (CommitReports _ = start(GITHUB)) {
      forge.next();
      settle();
    }
    assertThat(forge.posts()).isEqualTo(5);
    assertThat(forge.taken()).hasSize(1);
  }

  @Test
  void a_forge_that_took_it_and_hung_up_is_asked_and_not_told_again() throws Exception {
    forge.feels(Mood.TAKE_AND_RESET);
    note("one", "first");
    rollout("one", "first", Phase.DONE);
    try (CommitReports _ = start(GITHUB)) {
      forge.next();
      settle();
    }
    assertThat(forge.posts()).isEqualTo(1);
  }

  @Test
  void a_commit_that_the_forge_never_takes_delays_no_other() throws Exception {
    forge.refuses("one");
    note("one", "first");
    rollout("one", "first", Phase.DONE);
    note("two", "second");
    rollout("two", "second", Phase.DONE);
    try (CommitReports _ = start(GITHUB)) {
      assertThat(forge.next().path("path").asString()).endsWith("/two");
      forge.refuses("none");
      assertThat(forge.next().path("path").asString()).endsWith("/one");
    }
  }

  @Test
  void after_a_crash_before_it_was_tried_it_is_told() throws Exception {
    tracking.commitStatuses().decide(status("one"));
    reopen();
    try (CommitReports _ = start(GITHUB)) {
      forge.next();
      settle();
    }
    assertThat(forge.taken()).hasSize(1);
  }

  @Test
  void after_a_crash_once_the_forge_had_it_it_is_not_told_again() throws Exception {
    tracking.commitStatuses().decide(status("one"));
    tracking.commitStatuses().trying("one", NOW);
    forge.has("one", CONTEXT, "success");
    reopen();
    try (CommitReports _ = start(GITHUB)) {
      settle();
    }
    assertThat(forge.posts()).isZero();
  }

  @Test
  void after_a_crash_before_the_forge_had_it_it_is_told() throws Exception {
    tracking.commitStatuses().decide(status("one"));
    tracking.commitStatuses().trying("one", NOW);
    forge.has("one", "millwright/staging", "success");
    forge.has("one", CONTEXT, "pending");
    reopen();
    try (CommitReports _ = start(GITHUB)) {
      assertThat(forge.next().path("state").asString()).isEqualTo("success");
      settle();
    }
    assertThat(forge.posts()).isEqualTo(1);
  }

  @Test
  void a_commit_has_one_end_and_the_first_one_stays() throws Exception {
    note("one", "first");
    rollout("one", "first", Phase.RETURNED);
    try (CommitReports _ = start(GITHUB)) {
      forge.next();
      settle();
    }
    rollout("one", "first", Phase.DONE);
    note("one", "first");
    reopen();
    tracking.commitStatuses().decide(status("marker"));
    try (CommitReports _ = start(GITHUB)) {
      assertThat(forge.next().path("path").asString()).endsWith("/marker");
      settle();
    }
    assertThat(forge.posts()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/api/v3/repos/flights/ml, true",
    "https://git.example.com/api/v3/repos/flights/ml/, true",
    "https://gitlab.example.com/api/v4/projects/flights%2Fml, true",
    "http://gitlab.example.com/api/v4/projects/42, false",
    "https://git.example.com/flights/ml, false",
    "file:///repos/flights/ml, false",
  })
  void an_address_says_which_forge_it_is(String url, boolean isKnown) {
    assertThat(Forge.at(url, "the-token").isPresent()).isEqualTo(isKnown);
  }

  @Test
  void gitlab_is_asked_after_a_crash_as_well() throws Exception {
    tracking.commitStatuses().decide(status("one"));
    tracking.commitStatuses().trying("one", NOW);
    forge.feels(Mood.TAKE_AND_RESET);
    try (CommitReports _ = start("/api/v4/projects/42")) {
      forge.next();
      settle();
    }
    assertThat(forge.posts()).isEqualTo(1);
  }

  private CommitReports start(String path) {
    return CommitReports.start(
        tracking,
        Forge.at(forge.at(path), "the-token").orElseThrow(),
        CONTEXT,
        InstantSource.fixed(NOW),
        NONE);
  }

  /// As another process finds it.
  private void reopen() {
    tracking.close();
    tracking = Tracking.open(temporary.resolve("tracking.db"));
  }

  /// Returns when all is sent that is to be sent.
  private void settle() {
    while (!tracking.commitStatuses().unsent().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private void note(String revision, String release) {
    tracking
        .releases()
        .note(new RevisionRecord(revision, NOW, Optional.of(Digest.of(release)), List.of()));
  }

  private void rollout(String revision, String release, Phase phase) {
    tracking
        .rollouts()
        .save(
            new RolloutRecord(
                "rollout-" + revision,
                Optional.empty(),
                Optional.empty(),
                Digest.of(release),
                revision,
                new Plan(
                    Optional.empty(),
                    Digest.of(release),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()),
                phase,
                0,
                List.of(),
                phase == Phase.RETURNED ? Optional.of("auc is 0.55") : Optional.empty(),
                Optional.empty(),
                NOW,
                NOW,
                phase.isEnd() ? Optional.of(NOW) : Optional.empty()));
  }

  private static CommitStatus status(String revision) {
    return new CommitStatus(
        revision, Ending.LIVE, "it is live", NOW, Optional.empty(), Optional.empty());
  }
}
