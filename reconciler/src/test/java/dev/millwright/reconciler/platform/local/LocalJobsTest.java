package dev.millwright.reconciler.platform.local;

import static dev.millwright.reconciler.platform.local.TinyPlatform.READY;
import static dev.millwright.reconciler.platform.local.TinyPlatform.VERSION;
import static dev.millwright.reconciler.platform.local.TinyPlatform.await;
import static dev.millwright.reconciler.platform.local.TinyPlatform.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.JobOvertime;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Jobs as real processes.
final class LocalJobsTest {
  @RegisterExtension final TinyPlatform tiny = new TinyPlatform();

  private JobOrder job(Duration term) {
    FeatureSet set =
        new FeatureSet(
            new Metadata(Name.of("set")),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new FeatureSet.Recorded(Name.of("predict"), List.of()),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            false);
    Job job =
        new Job.Ingest(
            set, VERSION, tiny.layout.root(), Optional.empty(), List.of(), Optional.empty());
    return tiny.order(job, term);
  }

  private void go(JobResult result) throws IOException {
    Path aside = tiny.layout.runs().resolve("going");
    Files.createDirectories(tiny.layout.runs());
    Files.writeString(aside, Json.write(result));
    Files.move(aside, tiny.layout.runs().resolve("go"));
  }

  @Test
  void a_job_goes_on_without_its_daemon_and_the_next_one_waits_for_it() throws Exception {
    FutureTask<JobResult> first = new FutureTask<>(() -> tiny.platform.jobs().run(job(READY)));
    Thread waiting = Thread.ofVirtual().start(first);
    Path run = tiny.layout.run("run");
    Files.createDirectories(run);
    await(run, () -> Files.exists(run.resolve("told.txt")));
    await(run, () -> new Child(run).alive().isPresent());
    waiting.interrupt();
    assertThatThrownBy(first::get).hasCauseInstanceOf(InterruptedException.class);
    tiny.anotherDaemon();
    JobResult result = new JobResult.Ingested(VERSION, 1, 1, new TreeMap<>());
    FutureTask<JobResult> second = new FutureTask<>(() -> tiny.platform.jobs().run(job(READY)));
    Thread.ofVirtual().start(second);
    go(result);
    assertThat(second.get()).isEqualTo(result);
    assertThat(tiny.platform.jobs().run(job(READY))).isEqualTo(result);
    assertThat(told(run)).containsExactly("started");
  }

  @Test
  void a_job_past_its_term_is_ended_and_says_what_it_did_last() {
    assertThatThrownBy(() -> tiny.platform.jobs().run(job(Duration.ZERO)))
        .isInstanceOf(JobOvertime.class)
        .hasMessageContaining("did not end within 0 s");
    assertThat(Mark.in(tiny.layout.run("run"))).isEmpty();
  }

  @Test
  void what_failed_because_of_the_world_may_succeed_another_time() throws Exception {
    JobResult full = new JobResult.Failed("the disk is full", "", true);
    go(full);
    assertThat(tiny.platform.jobs().run(job(READY))).isEqualTo(full);
    Files.delete(tiny.layout.runs().resolve("go"));
    JobResult good = new JobResult.Ingested(VERSION, 1, 1, new TreeMap<>());
    go(good);
    assertThat(tiny.platform.jobs().run(job(READY))).isEqualTo(good);
  }

  @Test
  void a_cancelled_job_is_gone() throws Exception {
    FutureTask<JobResult> run = new FutureTask<>(() -> tiny.platform.jobs().run(job(READY)));
    Thread.ofVirtual().start(run);
    Path own = tiny.layout.run("run");
    Files.createDirectories(own);
    await(own, () -> Files.exists(own.resolve("told.txt")));
    await(own, () -> new Child(own).alive().isPresent());
    tiny.platform.jobs().cancel("run");
    assertThatThrownBy(run::get).hasCauseInstanceOf(PlatformFailure.class);
    assertThat(Mark.in(own)).isEmpty();
  }
}
