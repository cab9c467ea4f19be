package dev.millwright.reconciler.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.function.Started;
import dev.millwright.reconciler.monitor.Fired;
import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.scene.Project;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Conditions, functions, an order of their own and last steps, in runs of workflows.
final class WorkflowStepsTest {
  private static final String HEAD =
      """
      apiVersion: millwright.dev/v1
      kind: Workflow
      metadata: {name: nightly}
      spec:
      """;
  private static final String FIT =
      """
          - name: fit
            run:
              function: train-delay
              parameters: {epochs: "${workflow.parameters.epochs}", seed: "${steps.flights.outputs.rows}"}
              inputs: {examples: {featureVector: flight-features}}
      """;
  private static final String EPOCHS = "  parameters: {epochs: {type: int32, default: 7}}\n";

  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir private Path folder;
  private final List<Map<String, Object>> asked = new ArrayList<>();
  private Project project;
  private Workflows workflows;
  private boolean holds = true;

  @AfterEach
  void close() {
    workflows.close();
    project.close();
  }

  @Test
  void a_function_is_given_what_steps_before_answered() {
    RunRecord run =
        ran(
            EPOCHS
                + "  steps:\n    - {name: flights, ingest: {featureSet: origin-delays}}\n"
                + FIT);

    assertThat(run.state()).as("%s", run.cause()).isEqualTo(RunState.SUCCEEDED);
    Job.Run job = (Job.Run) project.platform().orders().getLast().job();
    assertThat(job.parameters()).containsEntry("epochs", "7").containsEntry("seed", "10");
    assertThat(job.inputs()).containsOnlyKeys("examples");
    assertThat(run.outputs()).containsEntry("fit.training_log_loss", "0.41");
    assertThat(run.artifacts()).containsEntry("fit.model", Digest.of("fitted"));
  }

  @Test
  void a_condition_is_asked_over_typed_values() {
    ran(
        EPOCHS
            + "  steps:\n    - {name: flights, ingest: {featureSet: origin-delays}}\n"
            + FIT
            + "    - {name: more, ingest: {featureSet: airports},"
            + " when: steps.fit.outputs.training_log_loss > 0.2}\n");

    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst())
        .containsEntry("workflow.parameters.epochs", 7)
        .containsEntry("steps.flights.outputs.rows", 10L)
        .containsEntry("steps.fit.outputs.training_log_loss", 0.41)
        .doesNotContainKey("steps.fit.outputs.model");
    assertThat(sets()).containsExactly("origin-delays", "airports");
  }

  @Test
  void a_step_whose_condition_does_not_hold_is_skipped_and_what_follows_goes_on() {
    holds = false;
    RunRecord run =
        ran(
            """
              steps:
                - {name: flights, ingest: {featureSet: origin-delays}}
                - {name: more, ingest: {featureSet: airports}, when: steps.flights.outputs.added > 5}
                - {name: outcomes, ingest: {featureSet: flight-outcomes}}
            """);

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(sets()).containsExactly("origin-delays", "flight-outcomes");
    assertThat(project.story())
        .contains("nightly skips more, because `steps.flights.outputs.added > 5` does not hold");
  }

  @Test
  void after_is_kept_whatever_the_order_in_which_steps_are_written() {
    ran(
        """
          steps:
            - {name: flights, ingest: {featureSet: origin-delays}, after: [outcomes]}
            - {name: outcomes, ingest: {featureSet: flight-outcomes}, after: []}
        """);
    assertThat(sets()).containsExactly("flight-outcomes", "origin-delays");
  }

  @Test
  void the_last_steps_run_after_a_failure_too_and_the_run_has_failed() {
    RunRecord run =
        ran(
            """
              steps:
                - {name: airports, ingest: {featureSet: airports}}
                - {name: broken, run: {function: train-delay, inputs: {examples: {featureVector: flight-features}}, parameters: {epochs: 99}}}
                - {name: never, ingest: {featureSet: origin-delays}}
              onExit:
                - {name: outcomes, ingest: {featureSet: flight-outcomes}, when: NOT workflow.succeeded}
            """);

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.cause()).contains("step of train-delay: too many epochs");
    assertThat(sets()).containsExactly("airports", "flight-outcomes");
    assertThat(asked.getLast())
        .containsEntry("workflow.succeeded", false)
        .containsEntry("workflow.failure", "step of train-delay: too many epochs");
  }

  @Test
  void an_alert_starts_the_workflows_that_name_its_monitor() {
    live(
        """
          steps:
            - {name: flights, ingest: {featureSet: origin-delays}}
          triggers:
            - drift: {monitor: delay-drift}
        """);
    workflows.fired(fired());
    assertThat(project.tracking().runs().unfinished())
        .extracting(it -> it.component().name().text())
        .containsExactlyInAnyOrder("retrain-delay", "nightly");
  }

  private Fired fired() {
    Monitor monitor =
        (Monitor) project.release().at(Kind.MONITOR, Name.of("delay-drift")).definition();
    Instant at = Instant.parse("2001-05-05T00:00:00Z");
    return new Fired(monitor, monitor.alerts().getFirst(), at, at, "distance ks 0.18 > 0.10");
  }

  private RunRecord ran(String spec) {
    live(spec);
    String id = ((Started.Taken) workflows.start(Name.of("nightly"))).run();
    workflows.finish();
    return project.tracking().runs().find(id).orElseThrow();
  }

  private void live(String spec) {
    project =
        Project.live(repository, folder, it -> it.write("workflows/nightly.yaml", HEAD + spec));
    project.platform().answer(WorkflowStepsTest::answer);
    Path git = repository.git().getRepository().getDirectory().toPath();
    workflows =
        new Workflows(
            project.world(
                (_, values) -> {
                  asked.add(values);
                  return holds;
                }),
            git,
            Turn.Work::run);
  }

  private static JobResult answer(JobOrder order) {
    return switch (order.job()) {
      case Job.Ingest ingest ->
          new JobResult.Ingested(Digest.of(ingest.set().toString()), 10, 1, new TreeMap<>());
      case Job.Run run ->
          "99".equals(run.parameters().get("epochs"))
              ? new JobResult.Failed("too many epochs", "", false)
              : new JobResult.Ran(
                  new TreeMap<>(Map.of("training_log_loss", "0.41")),
                  new TreeMap<>(Map.of("model", Digest.of("fitted"))));
      case Job.Train _, Job.Judge _, Job.Watch _ -> throw new AssertionError(order.run());
    };
  }

  private List<String> sets() {
    return project.platform().orders().stream()
        .map(JobOrder::job)
        .filter(Job.Ingest.class::isInstance)
        .map(it -> ((Job.Ingest) it).set().metadata().name().text())
        .toList();
  }
}
