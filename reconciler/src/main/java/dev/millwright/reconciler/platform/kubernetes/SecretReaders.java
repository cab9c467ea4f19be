package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Replica;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// Graphs whose functions read Secrets, which a process does when it is started: so when one of
/// them changes the processes are started anew, one after the other, as a Deployment does whose
/// pods are to be other ones.
final class SecretReaders implements AutoCloseable {
  /// How long a changed Secret may go unseen. While no graph reads one nothing is asked.
  static final Duration USUAL = Duration.ofSeconds(30);

  private static final System.Logger LOG = System.getLogger(SecretReaders.class.getName());
  private static final String MARK = "millwright.dev/secrets";

  private final Cluster cluster;
  private final SecretMarks marks;

  /// By Deployment: of one that is told again, what it was told last counts.
  private final Map<String, Reader> readers = new ConcurrentHashMap<>();

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("secrets").factory());

  /// Has a graph's processes started anew.
  @FunctionalInterface
  interface Restart {
    /// @param mark of what they are to read
    void with(String mark) throws PlatformFailure, InterruptedException;
  }

  private record Reader(GraphOrder order, Optional<String> mark, Restart restart) {
    boolean isAmong(Set<Replica> needed) {
      GraphVersion graph = order.graph();
      return needed.stream()
          .anyMatch(it -> it.graph().equals(graph.name()) && it.version().equals(graph.version()));
    }
  }

  SecretReaders(Cluster cluster, SecretMarks marks, Duration every) {
    this.cluster = cluster;
    this.marks = marks;
    var _ =
        clock.scheduleWithFixedDelay(
            this::lookOn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Looks after a graph that is about to be started.
  ///
  /// @param deployment its Deployment's name
  /// @return the mark that its pods are to have. One that cannot be told now is the one that they
  ///   have: not to know is no reason to start anything anew
  Optional<String> add(GraphOrder order, String deployment, Restart restart) {
    if (SecretMarks.read(order.graph()).isEmpty()) {
      readers.remove(deployment);
      return Optional.empty();
    }
    Optional<String> mark = marks.of(order.graph()).or(() -> live(deployment));
    readers.put(deployment, new Reader(order, mark, restart));
    return mark;
  }

  private Optional<String> live(String deployment) {
    try {
      return cluster
          .find(ObjectKind.DEPLOYMENT, deployment)
          .map(it -> it.get("spec", "template", "metadata", "annotations", MARK));
    } catch (PlatformFailure e) {
      LOG.log(System.Logger.Level.DEBUG, "what the pods read is not known", e);
      return Optional.empty();
    }
  }

  /// Marks what its pods are to read, if the object is a Deployment.
  static void mark(ObjectNode object, String mark) {
    if (object.path("kind").asString().equals(ObjectKind.DEPLOYMENT.word())) {
      object.withObject("/spec/template/metadata/annotations").put(MARK, mark);
    }
  }

  /// Looks after these only.
  void retain(Set<Replica> needed) {
    readers.values().removeIf(reader -> !reader.isAmong(needed));
  }

  private void lookOn() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "what functions read cannot be looked at", e);
    }
  }

  /// Has those started anew whose Secrets have changed.
  void look() {
    for (Map.Entry<String, Reader> entry : readers.entrySet()) {
      Reader reader = entry.getValue();
      Optional<String> now = marks.of(reader.order().graph());
      if (now.isPresent() && !now.equals(reader.mark())) {
        restart(entry.getKey(), reader, now.get());
      }
    }
  }

  private void restart(String deployment, Reader reader, String mark) {
    try {
      reader.restart().with(mark);
      readers.replace(
          deployment, reader, new Reader(reader.order(), Optional.of(mark), reader.restart()));
      LOG.log(
          System.Logger.Level.INFO,
          "a Secret that {0} reads has changed; its processes are started anew",
          reader.order().graph().graph().label());
    } catch (PlatformFailure e) {
      LOG.log(System.Logger.Level.WARNING, "nothing was started anew for a changed Secret", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
