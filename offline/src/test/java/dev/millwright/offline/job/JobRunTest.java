package dev.millwright.offline.job;

import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.offline.Lesson;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobRunTest {
  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();
  private Path run;

  @BeforeEach
  void prepare() throws Exception {
    run = Files.createDirectories(folder.resolve("run"));
  }

  @Test
  void a_job_from_its_file_leaves_its_result_in_a_file() throws Exception {
    Lesson lesson = new Lesson(folder).weights("a,1").labels("a,1,1,2,true");
    JobResult result = run(lesson.training(Lesson.model(), "logistic"));
    assertThat(result).isInstanceOf(JobResult.Trained.class);
    assertThat(log).contains("metric loss step=1 value=0.5");
  }

  @Test
  void the_order_and_what_is_in_the_making_may_lie_apart_and_the_folder_need_not_be_there()
      throws Exception {
    Lesson lesson = new Lesson(folder).weights("a,1").labels("a,1,1,2,true");
    Path order = folder.resolve("order.json");
    Files.writeString(order, Json.write(lesson.training(Lesson.model(), "logistic")));
    Path apart = folder.resolve("runs/first");
    new JobRun(apart, order, folder.resolve("making"), log::add).run();
    assertThat(apart).isDirectoryContaining("glob:**/result.json");
    assertThat(apart.resolve("work")).doesNotExist();
    assertThat(folder.resolve("making")).isDirectory();
  }

  @Test
  void the_same_job_again_gives_the_same_result() throws Exception {
    Lesson lesson = new Lesson(folder).weights("a,1").labels("a,1,1,2,true");
    Job job = lesson.training(Lesson.model(), "logistic");
    assertThat(run(job)).isEqualTo(run(job));
  }

  @Test
  void no_examples_is_a_failure_that_a_retry_does_not_mend() throws Exception {
    Lesson lesson = new Lesson(folder).weights("a,1").labels("a,8,8,2,true");
    JobResult.Failed failed = (JobResult.Failed) run(lesson.training(Lesson.model(), "logistic"));
    assertThat(failed.cause()).startsWith("there are no examples with a known label");
    assertThat(failed.retryable()).isFalse();
  }

  @Test
  void a_missing_file_may_be_there_the_next_time() throws Exception {
    Lesson lesson = new Lesson(folder).weights("a,1").labels("a,1,1,2,true");
    Job.Train job = lesson.training(Lesson.model(), "logistic");
    Files.delete(folder.resolve("labels/CURRENT"));
    try (var snapshots = Files.list(folder.resolve("labels/snapshots"))) {
      for (Path snapshot : snapshots.toList()) {
        Files.delete(snapshot);
      }
    }
    JobResult.Failed failed = (JobResult.Failed) run(job);
    assertThat(failed.cause()).contains("no snapshot");
    assertThat(failed.retryable()).isTrue();
  }

  @Test
  void an_online_store_that_cannot_be_written_may_be_writable_the_next_time() throws Exception {
    Path online = Files.createDirectories(folder.resolve("online.db"));
    SetAt weights = new Lesson(folder).weights("a,1").sets().get(Name.of("weights"));
    JobResult.Failed failed =
        (JobResult.Failed)
            run(
                new Job.Ingest(
                    weights.set(),
                    Digest.of("version"),
                    folder.resolve("elsewhere"),
                    Optional.of(online),
                    List.of(folder.resolve("weights.csv")),
                    Optional.empty()));
    assertThat(failed.cause()).contains("online store online.db");
    assertThat(failed.retryable()).isTrue();
    assertThat(folder.resolve("elsewhere/CURRENT")).doesNotExist();
  }

  @Test
  void a_function_run_by_hand_takes_a_vectors_examples_and_keeps_its_model() throws Exception {
    Lesson lesson = new Lesson(folder).weights("a,1").labels("a,1,1,2,true", "a,9,9,3,false");
    var inputs = new TreeMap<String, Job.DatasetOf>();
    inputs.put("examples", new Job.VectorRows(Lesson.vectorOf(), lesson.sets()));
    JobResult.Ran ran =
        (JobResult.Ran)
            run(
                new Job.Run(
                    Lesson.function("logistic"),
                    Lesson.code(),
                    new TreeMap<>(),
                    inputs,
                    lesson.artifacts()));
    assertThat(ran.outputs()).containsEntry("rows", "2").containsEntry("kind", "logistic");
    assertThat(ran.artifacts()).containsOnlyKeys("model");
    assertThat(log).contains("x [2.0, 3.0]");
  }

  @Test
  void a_function_run_by_hand_takes_the_rows_of_a_set_with_lists_and_vectors() throws Exception {
    Path source = folder.resolve("routes.parquet");
    try (Engine engine = Engine.open(folder)) {
      engine.run(
          "COPY (SELECT * FROM (VALUES ('a', ['x', NULL], [1, 2]::FLOAT[]), ('b', NULL, NULL)) t(key, tags, near)) TO "
              + Sql.text(source.toString())
              + " (FORMAT parquet)");
    }
    List<NamedType> columns =
        List.of(
            new NamedType("key", DataType.parse("string")),
            new NamedType("tags", DataType.parse("list<string?>?")),
            new NamedType("near", DataType.parse("vector<float32, 2>?")));
    FeatureSet routes =
        new FeatureSet(
            metadata("routes"),
            columns.subList(0, 1),
            Optional.empty(),
            Optional.empty(),
            files("routes.parquet", columns),
            List.of(),
            List.of(),
            List.of(feature("tags", "list<string?>?"), feature("near", "vector<float32, 2>?")),
            Optional.empty(),
            false);
    Path offline = folder.resolve("routes");
    new Ingest(folder)
        .run(
            new Job.Ingest(
                routes,
                Digest.of("version"),
                offline,
                Optional.empty(),
                List.of(source),
                Optional.empty()));
    var inputs = new TreeMap<String, Job.DatasetOf>();
    inputs.put(
        "examples",
        new Job.SetRows(
            new Job.SetAt(
                routes, offline, new OfflineStore(offline).current().orElseThrow().id())));
    run(
        new Job.Run(
            Lesson.function("wordy"),
            Lesson.code(),
            new TreeMap<>(),
            inputs,
            folder.resolve("artifacts")));
    assertThat(log).contains("near[1] [1.0, NaN]", "near[2] [2.0, NaN]", "tags [[\"x\",null], ]");
  }

  private JobResult run(Job job) throws Exception {
    Files.writeString(run.resolve("job.json"), Json.write(job));
    new JobRun(run, log::add).run();
    return Json.read(Files.readString(run.resolve("result.json")), JobResult.class);
  }
}
