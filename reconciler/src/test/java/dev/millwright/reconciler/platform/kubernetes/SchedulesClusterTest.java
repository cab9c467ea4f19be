package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.reconciler.platform.Schedules.Timed;
import dev.millwright.reconciler.scene.Tidying;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.TemporaryRepository;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Functions that a cluster starts at their times.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class SchedulesClusterTest {
  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();
  private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
  private final String namespace = "eyes-schedules-" + UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private Holding holding;
  private Schedules schedules;

  @BeforeEach
  void open() {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    repository.copyTree(Path.of("../example-repo"));
    begin();
  }

  private void begin() {
    Cluster cluster = new Cluster(client, namespace, () -> {});
    holding = new Holding(cluster, _ -> {}, Holding.Patience.usual());
    Target target = new Target(namespace, "registry.example.com/flights");
    schedules = new KubernetesSchedules(cluster, holding, new Rendering(() -> target));
  }

  @AfterEach
  void close() {
    holding.close();
    client.namespaces().withName(namespace).delete();
    client.close();
  }

  @Test
  void a_cron_job_stands_for_a_schedule_and_moves_on_with_the_release() throws Exception {
    hold(release("0 3 * * *", 30));
    CronJob first = cronJob();
    assertThat(first.getSpec().getSchedule()).isEqualTo("0 3 * * *");
    assertThat(first.getSpec().getTimeZone()).isEqualTo("Europe/Amsterdam");
    assertThat(first.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    assertThat(maps()).hasSize(1).allMatch(map -> isOwned(map, first));

    hold(release("0 4 * * *", 31));
    CronJob second = cronJob();
    assertThat(second.getMetadata().getUid()).isEqualTo(first.getMetadata().getUid());
    assertThat(second.getSpec().getSchedule()).isEqualTo("0 4 * * *");
    assertThat(maps())
        .singleElement()
        .satisfies(map -> assertThat(map.getData().get("job.json")).contains("31"));

    schedules.hold(List.of(), (_, _, run) -> started.add(run));
    client
        .batch()
        .v1()
        .cronjobs()
        .inNamespace(namespace)
        .withName("tidy")
        .waitUntilCondition(it -> it == null, 60, TimeUnit.SECONDS);
  }

  @Test
  void each_job_of_it_is_told_and_what_it_reads_stays() throws Exception {
    Release release = release("0 3 * * *", 30);
    hold(release);
    Job job = start("tidy-by-hand");

    assertThat(next()).isEqualTo("tidy-by-hand " + version(release));
    assertThat(schedules.isThere("tidy-by-hand")).isTrue();
    assertThat(schedules.isThere("tidy-other")).isFalse();
    client.resource(job).delete();
    assertThat(maps()).hasSize(1);
  }

  @Test
  void what_was_started_before_is_told_to_the_next_process() throws Exception {
    Release release = release("0 3 * * *", 30);
    hold(release);
    var _ = start("tidy-before");
    assertThat(next()).startsWith("tidy-before ");

    holding.close();
    started.clear();
    begin();
    hold(release);

    assertThat(next()).isEqualTo("tidy-before " + version(release));
  }

  /// As `kubectl create job --from=cronjob/tidy` does.
  private Job start(String name) {
    CronJob cronJob = cronJob();
    var template = cronJob.getSpec().getJobTemplate();
    return client
        .resource(
            new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("CronJob")
                .withName("tidy")
                .withUid(cronJob.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(template.getSpec())
                .build())
        .create();
  }

  private void hold(Release release) throws Exception {
    Timed timed =
        new Timed(
            release,
            release.at(Kind.FUNCTION, Tidying.NAME),
            new ImageAt(Digest.of("image"), Path.of("/app/lib"), List.of()));
    schedules.hold(List.of(timed), (_, version, run) -> started.add(run + " " + version.hex()));
  }

  private static String version(Release release) {
    return release.at(Kind.FUNCTION, Tidying.NAME).version().hex();
  }

  private String next() throws InterruptedException {
    return Optional.ofNullable(started.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }

  private CronJob cronJob() {
    return client.batch().v1().cronjobs().inNamespace(namespace).withName("tidy").require();
  }

  /// But for those that are told to go.
  private List<ConfigMap> maps() {
    return client.configMaps().inNamespace(namespace).list().getItems().stream()
        .filter(map -> !map.isMarkedForDeletion())
        .filter(map -> map.getData() != null && map.getData().containsKey("job.json"))
        .toList();
  }

  private static boolean isOwned(HasMetadata object, HasMetadata owner) {
    return object.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getUid)
        .anyMatch(owner.getMetadata().getUid()::equals);
  }

  private Release release(String cron, int days) {
    repository.write(Tidying.FILE, new Tidying(cron, days, "forbid").yaml());
    String commit = repository.commit("tidy");
    Checked<Compilation> compiled =
        new Compiler()
            .compile(GitTrees.at(repository.git().getRepository(), commit, ""), Name.of("local"));
    if (compiled instanceof Checked.Ok<Compilation>(var compilation, var _)) {
      return compilation.release();
    }
    throw new AssertionError(compiled.findings());
  }
}
