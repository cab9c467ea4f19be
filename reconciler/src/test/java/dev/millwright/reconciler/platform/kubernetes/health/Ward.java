package dev.millwright.reconciler.platform.kubernetes.health;

import static org.assertj.core.api.Assertions.fail;

import dev.millwright.reconciler.platform.kubernetes.health.Health.Gone;
import dev.millwright.reconciler.platform.kubernetes.health.Health.Ready;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.node.ObjectNode;

/// A namespace of a real cluster, for things that hang. Pods in it have to keep to the restricted
/// pod security standard.
final class Ward implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  static final String NAMESPACE = "causes";
  static final String REGISTRY =
      Objects.requireNonNullElse(System.getenv("MILLWRIGHT_TEST_REGISTRY"), "127.0.0.1:5000");

  /// One that no controller knows.
  static final String FINALIZER = "example.org/hold";

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Deque<HasMetadata> created = new ArrayDeque<>();
  private KubernetesClient client;
  private Changes changes;

  @Override
  public void beforeAll(ExtensionContext context) {
    client = new KubernetesClientBuilder().build();
    empty();
    client.resource(namespace()).create();
    client
        .serviceAccounts()
        .inNamespace(NAMESPACE)
        .withName("default")
        .waitUntilCondition(Objects::nonNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    changes = new Changes(client, NAMESPACE);
    changes.follow("v1", "Pod");
    changes.follow("v1", "Event");
    changes.follow("apps/v1", "ReplicaSet");
    changes.followNodes();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    for (HasMetadata object : created) {
      client.resource(object).withGracePeriod(0).delete();
      if (object.getMetadata().getFinalizers().contains(FINALIZER)) {
        client.resource(object).patch(MERGE, "{\"metadata\": {\"finalizers\": null}}");
      }
    }
    created.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    changes.close();
    empty();
    client.close();
  }

  KubernetesClient client() {
    return client;
  }

  /// Creates an object, until the end of the test. Where the kind has namespaces it is put into
  /// this one.
  ObjectNode create(String json) {
    ObjectNode object = (ObjectNode) Json.mapper().readTree(json);
    HasMetadata made = client.resource(object.toString()).create();
    created.push(made);
    if (made.getMetadata().getNamespace() != null) {
      changes.follow(made.getApiVersion(), made.getKind());
    }
    return object;
  }

  /// A container's fields and those of its pod, each over what all have here.
  ObjectNode deployment(String name, String container, String pod) {
    return create(new Asked(name, container, pod).deployment());
  }

  ObjectNode deployment(String name, String container) {
    return deployment(name, container, "{}");
  }

  ObjectNode job(String name, String container, String spec) {
    return create(new Asked(name, container, "{\"restartPolicy\":\"Never\"}").job(spec));
  }

  void delete(ObjectNode object) {
    client.resource(object.toString()).delete();
  }

  /// Waits until a look at the object finds this cause.
  Cause cause(ObjectNode object, Hang hang) throws InterruptedException {
    return cause(object, hang, InstantSource.system());
  }

  Cause cause(ObjectNode object, Hang hang, InstantSource clock) throws InterruptedException {
    return cause(object, hang, clock, cause -> true);
  }

  /// Waits until a look at the object finds a cause that is as the test wants it.
  Cause cause(ObjectNode object, Hang hang, InstantSource clock, Predicate<Cause> isAsWanted)
      throws InterruptedException {
    Look look = new Look(client, clock);
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<Cause> cause = Optional.empty();
    for (long left = 1; left > 0; left = end - System.nanoTime()) {
      long seen = changes.count();
      cause = look.at(object);
      if (cause.filter(it -> it.hang() == hang && isAsWanted.test(it)).isPresent()) {
        return cause.get();
      }
      changes.awaitMoreThan(seen, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return fail("not %s but %s", hang, cause);
  }

  /// Waits until the object is healthy, and says what it is else.
  Health healthy(ObjectNode object) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Health health = new Gone();
    while (!(health instanceof Ready) && System.nanoTime() < end) {
      long seen = changes.count();
      String now = Serialization.asJson(client.resource(object.toString()).get());
      health = Health.of(Json.mapper().readTree(now));
      if (!(health instanceof Ready)) {
        changes.awaitMoreThan(seen, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    }
    return health;
  }

  /// A client that may read some kinds and do nothing else.
  KubernetesClient as(String user, String kinds) {
    create(
        """
        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "%1$s", "namespace": "causes"},
         "rules": [{"apiGroups": ["", "apps"], "resources": [%2$s], "verbs": ["get", "list"]}]}
        """
            .formatted(user, kinds.replaceAll("(\\w+)", "\"$1\"")));
    create(
        """
        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "%1$s", "namespace": "causes"},
         "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "%1$s"},
         "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "causes-%1$s"}]}
        """
            .formatted(user));
    Config config =
        new ConfigBuilder(client.getConfiguration())
            .withImpersonateUsername("causes-" + user)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Namespace namespace() {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(NAMESPACE)
        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
        .endMetadata()
        .build();
  }

  private void empty() {
    var old = client.namespaces().withName(NAMESPACE);
    old.delete();
    old.waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
