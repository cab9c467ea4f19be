package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Waits for objects by watching them.
record Waiting(Cluster cluster, Holding holding) {
  /// Until every replica of a Deployment is of its newest template, ready and available.
  ///
  /// @throws PlatformFailure when that takes too long
  void deployment(Generation deployment, Duration within)
      throws PlatformFailure, InterruptedException {
    if (!holding.until(deployment, DeploymentStatus::isReady, within)) {
      String name = deployment.name();
      throw new PlatformFailure(
          "Deployment %s is not ready after %d s".formatted(name, within.toSeconds())
              + cluster.why(ObjectKind.DEPLOYMENT, name));
    }
  }

  /// Until a Job has come to an end or is gone.
  ///
  /// @return whether it has in time
  boolean job(String name, Duration within) throws PlatformFailure, InterruptedException {
    return until(
        cluster.named(ObjectKind.JOB, name), it -> it == null || JobEnd.of(it).isPresent(), within);
  }

  /// Until a route was taken by its gateway, as it is now.
  ///
  /// @throws PlatformFailure when that takes too long, with what the gateway says
  void route(GenericKubernetesResource route, Duration within)
      throws PlatformFailure, InterruptedException {
    if (!isTaken(route, within)) {
      String name = route.getMetadata().getName();
      String why = cluster.why(ObjectKind.HTTP_ROUTE, name);
      throw new PlatformFailure(
          "HTTPRoute %s is not taken after %d s".formatted(name, within.toSeconds())
              + (why.isEmpty() ? "; its gateway has not looked at it" : why));
    }
  }

  /// Until a route was taken by its gateway, as it is then.
  ///
  /// @return whether it was in time
  boolean isTaken(GenericKubernetesResource route, Duration within) throws InterruptedException {
    return holding.until(Generation.of(route), it -> RouteStatus.of(it).isTaken(), within);
  }

  /// Until this very object is not there any more, nor what it owns.
  ///
  /// @throws PlatformFailure when that takes too long
  void gone(ObjectKind kind, GenericKubernetesResource object, Duration within)
      throws PlatformFailure, InterruptedException {
    String name = object.getMetadata().getName();
    String uid = object.getMetadata().getUid();
    Predicate<@Nullable GenericKubernetesResource> isGone =
        it -> it == null || !uid.equals(it.getMetadata().getUid());
    if (!until(cluster.named(kind, name), isGone, within)) {
      throw new PlatformFailure(
          "%s %s does not end within %d s".formatted(kind.word(), name, within.toSeconds())
              + cluster.why(kind, name));
    }
  }

  private <T extends HasMetadata> boolean until(
      Resource<T> resource, Predicate<@Nullable T> isSo, Duration within)
      throws PlatformFailure, InterruptedException {
    try {
      var _ =
          cluster
              .attempts()
              .read(
                  () ->
                      resource.waitUntilCondition(isSo, within.toMillis(), TimeUnit.MILLISECONDS));
      return true;
    } catch (KubernetesClientTimeoutException late) {
      return false;
    } catch (KubernetesClientException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the waiting was ended");
      }
      throw new PlatformFailure("the cluster does not answer: " + e.getMessage(), e);
    }
  }
}
