package dev.millwright.cli.client;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.kubernetes.install.Definitions;
import dev.millwright.compiler.kubernetes.install.Installation;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Which pod answers for a project's namespace, and how: one that stands there, or one that its
/// Source names.
///
/// @param namespace the pod's
/// @param below the path below which it answers for the project, where it does for others too
/// @param token what it knows the project's people by
record ReconcilerWay(String namespace, String pod, Optional<String> below, String token) {
  /// @throws CommandFailure when none is ready
  static ReconcilerWay to(KubernetesClient client, String project) {
    Optional<Pod> own = ready(client, project);
    if (own.isPresent()) {
      return new ReconcilerWay(
          project, name(own.get()), Optional.empty(), secret(client, project, tokenOf(own.get())));
    }
    String home = home(client, project).orElse(project);
    return ready(client, home)
        .filter(_ -> !home.equals(project))
        .map(
            pod ->
                new ReconcilerWay(
                    home,
                    name(pod),
                    Optional.of("/projects/" + project),
                    secret(client, project, Target.TOKEN)))
        .orElseThrow(() -> none(home));
  }

  private static CommandFailure none(String home) {
    return new CommandFailure(
        ExitCode.FAILED,
        "no reconciler is ready in the namespace " + home,
        "kubectl --namespace %s describe deployment %s".formatted(home, Installation.RECONCILER));
  }

  /// Who says that it looks after the namespace.
  private static Optional<String> home(KubernetesClient client, String project) {
    return client
        .genericKubernetesResources(Definitions.GROUP + "/" + Definitions.VERSION, "Source")
        .inNamespace(project)
        .list()
        .getItems()
        .stream()
        .map(ReconcilerWay::reconciler)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> reconciler(GenericKubernetesResource source) {
    return source.get("status", "reconciler") instanceof Map<?, ?> named
        ? Optional.ofNullable(named.get("namespace")).map(Object::toString)
        : Optional.empty();
  }

  private static Optional<Pod> ready(KubernetesClient client, String namespace) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/name", Installation.RECONCILER)
        .list()
        .getItems()
        .stream()
        .filter(ReconcilerWay::isReady)
        .findFirst();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals("True"));
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }

  /// The Secret that a reconciler of one project has its token from.
  private static String tokenOf(Pod pod) {
    return pod.getSpec().getContainers().getFirst().getEnv().stream()
        .filter(it -> it.getName().equals("MILLWRIGHT_TOKEN"))
        .map(EnvVar::getValueFrom)
        .filter(Objects::nonNull)
        .map(it -> it.getSecretKeyRef().getName())
        .findFirst()
        .orElse(Target.TOKEN);
  }

  private static String secret(KubernetesClient client, String namespace, String name) {
    return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get())
        .map(Secret::getData)
        .map(data -> data.get("token"))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .orElse("");
  }
}
