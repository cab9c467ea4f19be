package dev.millwright.reconciler.platform.local;

import static dev.millwright.reconciler.platform.local.TinyPlatform.READY;
import static dev.millwright.reconciler.platform.local.TinyPlatform.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.platform.JobOvertime;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.Retries;
import dev.millwright.spec.resource.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the author of a function says of its process: how often it is tried, what it finds there.
final class RetriedJobsTest {
  @RegisterExtension final TinyPlatform tiny = new TinyPlatform();

  private final Retries twice = new Retries(2, Duration.ofSeconds(10), 3);

  private Job job(Optional<Retries> retries, List<Secret> secrets) {
    SortedMap<String, String> env = new TreeMap<>(Map.of("LOG_LEVEL", "debug"));
    Function function =
        new Function(
            new Metadata(Name.of("train")),
            Function.Type.JOB,
            Function.Language.JAVA,
            Optional.of("functions/train"),
            Optional.of("Train::train"),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of(),
            new Resources(Optional.empty()),
            Duration.ofMinutes(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(env),
            Optional.of(secrets),
            retries,
            Optional.empty(),
            Optional.empty());
    return new Job.Run(
        function,
        new Job.FunctionCode(List.of()),
        new TreeMap<>(),
        new TreeMap<>(),
        tiny.layout.artifacts());
  }

  private JobResult run(Job job, Duration term) throws PlatformFailure, InterruptedException {
    return tiny.platform.jobs().run(tiny.order(job, term));
  }

  private void everyProcessAnswers(JobResult result) throws IOException {
    Files.createDirectories(tiny.layout.runs());
    Files.writeString(tiny.layout.runs().resolve("go"), Json.write(result));
  }

  @Test
  void what_fails_is_started_again_with_longer_and_longer_waits() throws Exception {
    JobResult failed = new JobResult.Failed("no such column", "", false);
    everyProcessAnswers(failed);
    assertThat(run(job(Optional.of(twice), List.of()), READY)).isEqualTo(failed);
    assertThat(tiny.delays).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(30));
    assertThat(told(tiny.layout.run("run"))).filteredOn("started"::equals).hasSize(3);
  }

  @Test
  void without_retries_it_is_started_once() throws Exception {
    JobResult failed = new JobResult.Failed("no such column", "", false);
    everyProcessAnswers(failed);
    assertThat(run(job(Optional.empty(), List.of()), READY)).isEqualTo(failed);
    assertThat(tiny.delays).isEmpty();
    assertThat(told(tiny.layout.run("run"))).filteredOn("started"::equals).hasSize(1);
  }

  @Test
  void each_attempt_has_the_whole_term() {
    assertThatThrownBy(() -> run(job(Optional.of(twice), List.of()), Duration.ZERO))
        .isInstanceOf(JobOvertime.class);
    assertThat(tiny.delays).hasSize(2);
  }

  @Test
  void what_succeeds_is_not_started_again_and_finds_its_variables() throws Exception {
    JobResult ran = new JobResult.Ran(new TreeMap<>(), new TreeMap<>());
    everyProcessAnswers(ran);
    assertThat(run(job(Optional.of(twice), List.of()), READY)).isEqualTo(ran);
    assertThat(told(tiny.layout.run("run"))).containsExactly("started", "LOG_LEVEL=debug");
  }

  @Test
  void secrets_come_from_variables_and_files_and_from_nowhere_else() throws Exception {
    var file = tiny.lib().resolve("salt");
    Files.writeString(file, "pepper\n");
    Surroundings here = new Surroundings(Map.of("HOME_TOKEN", "t0ken"));
    List<Secret> secrets =
        List.of(
            new Secret("TOKEN", new Secret.OfVariable("HOME_TOKEN")),
            new Secret("SALT", new Secret.OfFile(file.toString())));
    assertThat(here.of(job(Optional.empty(), secrets)))
        .isEqualTo(Map.of("LOG_LEVEL", "debug", "TOKEN", "t0ken", "SALT", "pepper"));
    Files.delete(file);
  }

  @Test
  void a_secret_that_is_not_there_is_named_with_the_place_it_was_looked_for() {
    Surroundings here = new Surroundings(Map.of());
    List<Secret> variable = List.of(new Secret("TOKEN", new Secret.OfVariable("HOME_TOKEN")));
    assertThatThrownBy(() -> here.of(job(Optional.empty(), variable)))
        .hasMessage(
            "the secret TOKEN is not there: the environment variable HOME_TOKEN is not set");
    List<Secret> cluster =
        List.of(new Secret("TOKEN", new Secret.OfSecret(Name.of("weather"), "token")));
    assertThatThrownBy(() -> here.of(job(Optional.empty(), cluster)))
        .hasMessageContaining("weather is a Kubernetes Secret");
  }
}
