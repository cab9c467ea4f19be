package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.scene.Machine.Ran;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Later months against the model of the first ones: the monitor sees the drift, its alert has the
/// model trained again, and the result is proposed as a commit that a person merges.
final class DriftScene {
  private static final String PROPOSALS = "refs/heads/millwright/";

  private final Machine machine = new Machine();
  private final Flights flights = Flights.on(machine);

  @AfterEach
  void leave_nothing() {
    machine.close();
    flights.close();
  }

  @Test
  void the_loop_closes_through_git() throws Exception {
    JsonNode up = flights.up();
    String main = flights.repository().resolve("main").orElseThrow();

    Ran replay = flights.expect(0, "replay", "--to", "2001-05-06T00:00:00Z");

    assertThat(replay.out())
        .contains("0 failed", "features-drifted firing", "proposed  millwright/retrain-delay-");
    JsonNode windows = flights.api(up, "/monitors/delay-drift/windows?limit=1").path("windows");
    assertThat(windows.path(0).path("verdict").path("verdict").asString()).isEqualTo("DRIFTED");
    assertThat(flights.run("status").out()).contains("origin_delay_24h: PSI");
    assertThat(flights.repository().resolve("main")).contains(main);

    production_is_read_as_a_feature_set();
    merge(proposal());
    JsonNode after = flights.up();
    assertThat(after.path("changed").asBoolean()).isTrue();
    assertThat(after.path("components").path("Model/delay"))
        .isNotEqualTo(up.path("components").path("Model/delay"));
    assertThat(after.path("components").path("FeatureSet/origin-delays"))
        .isEqualTo(up.path("components").path("FeatureSet/origin-delays"));
  }

  /// A function of the project's reads what the graph saw and said.
  private void production_is_read_as_a_feature_set() {
    JsonNode snapshots =
        flights.api(flights.up(), "/snapshots/delay-predictions").path("snapshots");
    long rows =
        StreamSupport.stream(
                flights.api(flights.up(), "/runs?limit=200").path("runs").spliterator(), false)
            .filter(run -> run.path("component").asString().equals("FeatureSet/delay-predictions"))
            .mapToLong(run -> run.path("result").path("rows").asLong())
            .max()
            .orElse(0);
    assertThat(snapshots.size()).isPositive();
    assertThat(rows).isGreaterThan(1_000);
    flights
        .repository()
        .write("functions/count-answers.yaml", COUNT)
        .write("functions/count-answers/flights/CountAnswers.java", COUNT_SOURCE);
    flights.repository().commit("Count what was answered");
    flights.up();
    Ran run = flights.expect(0, "run", "count-answers", "-i", "answers=delay-predictions");
    assertThat(Long.parseLong(run.out().strip().replaceAll("^rows +", ""))).isGreaterThan(1_000);
  }

  private String proposal() throws Exception {
    Repository repository = flights.repository().git().getRepository();
    Ref branch = repository.getRefDatabase().getRefsByPrefix(PROPOSALS).getFirst();
    String message =
        flights
            .repository()
            .git()
            .log()
            .add(branch.getObjectId())
            .setMaxCount(1)
            .call()
            .iterator()
            .next()
            .getFullMessage();
    assertThat(message).contains("features-drifted", "Gates, all held", "auc >= 0.63", "live");
    return branch.getName();
  }

  private void merge(String branch) throws GitAPIException, java.io.IOException {
    var git = flights.repository().git();
    var result = git.merge().include(git.getRepository().exactRef(branch)).call();
    assertThat(result.getMergeStatus().isSuccessful()).isTrue();
    assertThat(flights.repository().read("models/delay.yaml"))
        .doesNotContain("asOf: 2001-04-01T00:00:00Z");
  }

  private static final String COUNT =
      """
      apiVersion: millwright.dev/v1
      kind: Function
      metadata: {name: count-answers}
      spec:
        type: job
        runtime: java
        source: functions/count-answers
        handler: flights.CountAnswers::count
        inputs:
          answers: {type: dataset}
        outputs:
          rows: {type: int64}
      """;

  private static final String COUNT_SOURCE =
      """
      package flights;

      import dev.millwright.sdk.Dataset;
      import dev.millwright.sdk.Outputs;

      public final class CountAnswers {
        private CountAnswers() {}

        public static Outputs count(Dataset answers) {
          return Outputs.of("rows", (long) answers.rows());
        }
      }
      """;
}
