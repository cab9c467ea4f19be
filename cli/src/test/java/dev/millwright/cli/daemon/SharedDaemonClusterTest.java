package dev.millwright.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.kubernetes.source.Projects;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// One process and several projects on a real API server, with the rights that `install` gives it
/// and no others.
@Tag("cluster")
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "KUBECONFIG names no cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
final class SharedDaemonClusterTest {
  private static final Projects.Patience SOON =
      new Projects.Patience(
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10));

  private final SharedCluster cluster = new SharedCluster();
  private final GitServer git = new GitServer();
  private final TemporaryRepository one = TemporaryRepository.create();
  private final TemporaryRepository two = TemporaryRepository.create();
  private final TemporaryRepository wrong = TemporaryRepository.create();
  private final HttpClient http = HttpClient.newHttpClient();
  private SharedDaemon daemon;

  @BeforeAll
  void start(@TempDir Path state) throws InterruptedException, IOException {
    cluster.install("one", "two", "hangs", "wrong", "throws", "nobody", "forbidden");
    Files.createDirectories(state.resolve("records/" + cluster.name("throws")));
    Files.createDirectories(
        state.resolve("records/" + cluster.name("throws") + "/main/tracking.db"));
    SharedOrder order =
        new SharedOrder(
            cluster.name("system"),
            cluster.projects(),
            Installed.of(Map.of("POD_NAME", "test")),
            state,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    daemon = SharedDaemon.start(order, cluster.reconciler(), new Metrics(), SOON);
    commit(one, "one");
    commit(two, "two");
    commit(wrong, "wrong");
  }

  private void commit(TemporaryRepository repository, String project) {
    repository
        .write(
            "project.yaml",
            """
            apiVersion: millwright.dev/v1
            kind: Project
            metadata: {name: %s}
            spec: {}
            """
                .formatted(project))
        .write(
            "environments/production.yaml",
            """
            apiVersion: millwright.dev/v1
            kind: Environment
            metadata: {name: production}
            spec:
              platform: kubernetes
              follows: {head: true}
              kubernetes: {namespace: %s}
              registry: registry.example.com/%s
            """
                .formatted(cluster.name(project), project))
        .commit("First");
  }

  @AfterAll
  void leave_nothing() {
    daemon.close();
    cluster.close();
    git.close();
    http.close();
    one.close();
    two.close();
    wrong.close();
  }

  @Test
  @Order(1)
  void what_is_poisoned_says_so_on_its_source() {
    cluster.source("hangs", "main", git.hang(), "");
    cluster.source("throws", "main", git.serve(one), "");
    wrong.write("models/none.yaml", "apiVersion: millwright.dev/v1\nkind: [").commit("Wrong");
    cluster.source("wrong", "main", git.serve(wrong), "");

    assertThat(cluster.condition("wrong", "main", "Stalled", "True", "Refused"))
        .contains("models/none.yaml");
    assertThat(cluster.condition("throws", "main", "Served", "False", "Failed"))
        .contains("tracking.db");
  }

  @Test
  @Order(2)
  void the_good_ones_come_to_their_ends_beside_them() {
    cluster.source("one", "main", git.serve(one), "");
    cluster.source("two", "main", git.serve(two), "");

    cluster.condition("one", "main", "Ready", "True", "Live");
    cluster.condition("two", "main", "Ready", "True", "Live");
    assertThat(cluster.count("one", "Release")).isEqualTo(1);
    assertThat(cluster.count("two", "Rollout")).isEqualTo(1);
    assertThat(cluster.count("hangs", "Release")).isZero();
  }

  @Test
  @Order(3)
  void and_follow_the_next_commits() {
    String next = one.write("README.md", "words").commit("Words");
    cluster.revision("one", "main", next);
    String other = two.write("README.md", "words").commit("Words");
    cluster.revision("two", "main", other);
  }

  @Test
  @Order(4)
  void an_account_that_it_may_not_be_has_nothing_done_in_its_place() {
    var roles = cluster.admin().rbac().roles().inNamespace(cluster.name("forbidden"));
    roles
        .withName("millwright-reconciler")
        .edit(
            role -> {
              role.getRules().removeIf(rule -> rule.getVerbs().contains("impersonate"));
              return role;
            });
    cluster.source("forbidden", "main", git.serve(one), "");

    assertThat(cluster.condition("forbidden", "main", "Served", "False", "MayNotImpersonate"))
        .contains("may not act as ServiceAccount millwright-project", "cannot impersonate");
    assertThat(cluster.count("forbidden", "Release")).isZero();
  }

  @Test
  @Order(5)
  void an_account_that_is_not_there_or_another_one_has_nothing_done_either() {
    cluster
        .admin()
        .serviceAccounts()
        .inNamespace(cluster.name("nobody"))
        .withName("millwright-project")
        .delete();
    cluster.source("nobody", "main", git.serve(one), "");
    assertThat(cluster.condition("nobody", "main", "Served", "False", "NoAccount"))
        .contains("there is no ServiceAccount millwright-project");

    cluster.source("nobody", "main", git.serve(one), "serviceAccount: another");
    cluster.condition("nobody", "main", "Served", "False", "MayNotImpersonate");
    assertThat(cluster.count("nobody", "Release")).isZero();
  }

  @Test
  @Order(6)
  void a_second_source_of_a_namespace_waits_for_the_end_of_the_first() {
    cluster.source("two", "other", git.serve(two), "");
    assertThat(cluster.condition("two", "other", "Served", "False", "NamespaceTaken"))
        .contains("the Source main");

    cluster.named("two", "Source", "main").delete();
    cluster.condition("two", "other", "Ready", "True", "Live");
  }

  @Test
  @Order(7)
  void a_source_suspends_rollouts_and_lets_them_go_on() {
    cluster.source("one", "main", git.serve(one), "suspend: {reason: an audit}");
    one.replace(
            "environments/production.yaml",
            "  follows:",
            "  clock: {startsAt: 2001-04-01T00:00:00Z}\n  follows:")
        .commit("Another release");
    assertThat(cluster.condition("one", "main", "Ready", "False", "Suspended"))
        .contains("an audit");

    cluster.source("one", "main", git.serve(one), "");
    cluster.condition("one", "main", "Ready", "True", "Live");
    assertThat(cluster.count("one", "Release")).isEqualTo(2);
  }

  @Test
  @Order(8)
  void each_is_asked_with_its_own_token_and_measured_by_its_own_name() throws Exception {
    assertThat(ask("one", "/api/v1/status", "one").body()).contains("\"project\":\"one\"");
    assertThat(ask("one", "/api/v1/status", "two").statusCode()).isEqualTo(401);
    assertThat(ask("nobody", "/api/v1/status", "nobody").statusCode()).isEqualTo(404);
    String metrics = get(URI.create(address() + "/metrics"), "").body();
    assertThat(metrics)
        .contains("millwright_git_up{project_environment=\"production\",project_namespace=\"")
        .contains(cluster.name("one"), cluster.name("two"))
        .containsOnlyOnce("# TYPE millwright_git_up gauge");
  }

  @Test
  @Order(9)
  void what_loses_its_account_is_looked_after_no_more() {
    cluster
        .admin()
        .serviceAccounts()
        .inNamespace(cluster.name("one"))
        .withName("millwright-project")
        .delete();
    cluster.condition("one", "main", "Served", "False", "NoAccount");
    cluster.condition("one", "main", "Ready", "False", "NoAccount");
  }

  private HttpResponse<String> ask(String project, String path, String token) throws Exception {
    return get(
        URI.create(address() + "/projects/" + cluster.name(project) + path),
        SharedCluster.TOKEN + token);
  }

  private HttpResponse<String> get(URI uri, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString());
  }

  private String address() {
    return "http://127.0.0.1:" + daemon.port();
  }
}
