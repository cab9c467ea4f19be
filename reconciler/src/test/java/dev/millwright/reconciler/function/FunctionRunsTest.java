package dev.millwright.reconciler.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.scene.Project;
import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionRunsTest {
  private static final Name TRAIN = Name.of("train-delay");
  private static final Address VECTOR = Address.of(Kind.FEATURE_VECTOR, "flight-features");
  private static final Map<String, Address> EXAMPLES = Map.of("examples", VECTOR);
  private static final JobResult RAN =
      new JobResult.Ran(
          new TreeMap<>(Map.of("training_log_loss", "0.41")),
          new TreeMap<>(Map.of("model", Digest.of("model"))));

  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir private Path folder;
  private Project project;
  private FunctionRuns runs;

  @BeforeEach
  void live() {
    project = Project.live(repository, folder);
    runs = new FunctionRuns(project.world());
    project.platform().answer(_ -> RAN);
  }

  @AfterEach
  void closeAll() {
    runs.close();
    project.close();
  }

  @Test
  void is_in_the_record_before_its_id_is_answered() {
    CountDownLatch never = new CountDownLatch(1);
    project.platform().answer(_ -> awaited(never));

    String id = taken(start(Map.of("epochs", "3"), EXAMPLES));

    RunRecord run = project.tracking().runs().find(id).orElseThrow();
    assertThat(run.kind()).isEqualTo("run");
    assertThat(run.state().isEnd()).isFalse();
    assertThat(run.parameters())
        .isEqualTo(Map.of("epochs", "3", "learning_rate", "0.1", "seed", "42"));
    assertThat(run.inputs())
        .containsOnlyKeys(
            "examples/airports", "examples/flight-outcomes", "examples/origin-delays");
    assertThat(run.revision()).contains(project.revision());
  }

  @Test
  void keeps_outputs_and_artifacts() {
    String id = taken(start(Map.of(), EXAMPLES));
    RunRecord run = ended(id);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.outputs()).containsEntry("training_log_loss", "0.41");
    assertThat(run.artifacts()).containsEntry("model", Digest.of("model"));
    assertThat(run.inputs()).isNotEmpty();
    Job.Run job = (Job.Run) project.platform().orders().getFirst().job();
    assertThat(job.code().classpath()).containsExactly(folder);
    assertThat(((Job.VectorRows) job.inputs().get("examples")).sets()).hasSize(3);
    assertThat(project.story()).containsExactly("train-delay ran");
  }

  @Test
  void a_feature_set_fills_an_input_too() {
    Address outcomes = Address.of(Kind.FEATURE_SET, "flight-outcomes");
    ended(taken(start(Map.of(), Map.of("examples", outcomes))));
    Job.Run job = (Job.Run) project.platform().orders().getFirst().job();
    assertThat(job.inputs().get("examples")).isInstanceOf(Job.SetRows.class);
  }

  @Test
  void only_a_job_is_run(@TempDir Path other) {
    project.close();
    project =
        Project.live(
            repository,
            other,
            tree ->
                tree.write(
                    "functions/explain.yaml",
                    tree.read("functions/train-delay.yaml")
                        .replace("name: train-delay", "name: explain")
                        .replace("type: job", "type: step")
                        .replace("type: dataset", "type: float64")
                        .replaceFirst("(?s)  outputs:.*  build:", "  build:")
                        .replaceFirst("(?s)  resources:.*", "")));
    runs = new FunctionRuns(project.world());

    assertThat(runs.start(Name.of("explain"), new TreeMap<>(), new TreeMap<>()))
        .isEqualTo(
            new Started.Refused(
                "Function/explain is a step, and only a job is run",
                "run a function of type `job`"));
    assertThat(project.tracking().runs().unfinished()).isEmpty();
  }

  @Test
  void a_failure_keeps_its_cause() {
    project.platform().answer(_ -> new JobResult.Failed("no examples", "", false));
    RunRecord run = ended(taken(start(Map.of(), EXAMPLES)));
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.cause()).contains("no examples");
    assertThat(project.story()).containsExactly("run of train-delay: no examples");
  }

  @Test
  void a_function_that_does_not_end_in_time_is_ended(@TempDir Path other) {
    project.close();
    project =
        Project.live(
            repository,
            other,
            tree -> tree.replace("functions/train-delay.yaml", "timeout: 10m", "timeout: 1ms"));
    runs = new FunctionRuns(project.world());
    CountDownLatch cancelled = new CountDownLatch(1);
    project.platform().onCancel(cancelled::countDown);
    project
        .platform()
        .answer(
            _ -> {
              cancelled.await();
              throw new PlatformFailure("the job's process died");
            });
    String id = taken(start(Map.of(), EXAMPLES));
    RunRecord run = ended(id);
    assertThat(run.state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(project.platform().cancelled()).containsExactly(id);
  }

  @Test
  void an_image_that_cannot_be_built_fails_the_run() {
    World world = project.world();
    runs =
        new FunctionRuns(
            new World(
                world.tracking(),
                world.platform(),
                (_, _) -> {
                  throw new StepFailure("it does not compile");
                },
                world.conditions(),
                world.layout(),
                world.mirror(),
                "",
                world.clock(),
                world.intents(),
                PinnedItems.none()));
    RunRecord run = ended(taken(start(Map.of(), EXAMPLES)));
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.cause()).contains("it does not compile");
  }

  @Test
  void goes_on_after_a_restart() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    project
        .platform()
        .answer(
            order -> {
              AtomicFile.write(
                  folder.resolve("runs").resolve(order.run()).resolve("job.json"),
                  Json.pretty(order.job()));
              running.countDown();
              return awaited(never);
            });
    String id = taken(start(Map.of(), EXAMPLES));
    until(running);
    runs.close();
    project.platform().answer(_ -> RAN);

    runs = new FunctionRuns(project.world());
    runs.resume();

    assertThat(ended(id).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(project.platform().orders()).extracting(order -> order.run()).containsOnly(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epochs|many|epochs is of type int32, and `many` is not|such as 5",
        "epochs|0|epochs is out of its range: 0|it must be at least 1, at most 100",
        "epochs|101|epochs is out of its range: 101|it must be at least 1, at most 100",
        "learning_rate|-1|learning_rate is out of its range: -1|it must be at least 0",
        "learning_rate|NaN|learning_rate is out of its range: NaN|it must be at least 0",
        "epoch|5|train-delay has no parameter epoch|did you mean `epochs`?",
      })
  void a_parameter_that_does_not_fit_is_refused(
      String name, String value, String why, String hint) {
    assertThat(start(Map.of(name, value), EXAMPLES)).isEqualTo(new Started.Refused(why, hint));
    assertThat(project.tracking().runs().list(10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "examples|Model/delay|Model/delay is no data|give a FeatureSet or a FeatureVector",
        "examples|FeatureVector/flight-feature|nothing live is FeatureVector/flight-feature"
            + "|did you mean `flight-features`?",
        "example|FeatureVector/flight-features|train-delay has no input example"
            + "|did you mean `examples`?",
      })
  void an_input_that_does_not_fit_is_refused(String name, String address, String why, String hint) {
    assertThat(start(Map.of(), Map.of(name, Address.parse(address))))
        .isEqualTo(new Started.Refused(why, hint));
  }

  @Test
  void an_input_that_is_missing_is_asked_for() {
    assertThat(start(Map.of(), Map.of()))
        .isEqualTo(
            new Started.Refused(
                "train-delay needs the input examples",
                "-i examples=FeatureVector/…, or FeatureSet/…"));
  }

  @Test
  void a_function_that_is_not_live_is_unknown() {
    assertThat(runs.start(Name.of("nothing"), new TreeMap<>(), new TreeMap<>()))
        .isEqualTo(new Started.Unknown("nothing live is Function/nothing"));
  }

  private RunRecord ended(String id) {
    runs.finish();
    return project.tracking().runs().find(id).orElseThrow();
  }

  private static String taken(Started started) {
    return ((Started.Taken) started).run();
  }

  private static JobResult awaited(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return RAN;
  }

  private static void until(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private Started start(Map<String, String> parameters, Map<String, Address> inputs) {
    return runs.start(TRAIN, new TreeMap<>(parameters), new TreeMap<>(inputs));
  }
}
