package dev.millwright.reconciler.platform.kubernetes.health;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Counts what changes in a namespace, so that nobody has to look before something has changed.
final class Changes implements Watcher<GenericKubernetesResource>, AutoCloseable {
  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Watch> watches = new HashMap<>();
  private long count;

  Changes(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  void follow(String version, String kind) {
    watches.computeIfAbsent(
        version + "/" + kind,
        it -> client.genericKubernetesResources(version, kind).inNamespace(namespace).watch(this));
  }

  void followNodes() {
    watches.computeIfAbsent(
        "Node", it -> client.genericKubernetesResources("v1", "Node").watch(this));
  }

  synchronized long count() {
    return count;
  }

  /// Returns when there have been more changes than so many, or none for so long.
  synchronized void awaitMoreThan(long seen, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toMillis(); count <= seen && left > 0; ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
  }

  @Override
  public synchronized void eventReceived(Action action, GenericKubernetesResource resource) {
    count++;
    notifyAll();
  }

  @Override
  public void onClose(WatcherException cause) {
    throw new IllegalStateException("the watch broke off", cause);
  }

  @Override
  public void close() {
    watches.values().forEach(Watch::close);
  }
}
