package dev.millwright.reconciler.platform.kubernetes;

import dev.failsafe.CircuitBreaker;
import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One object that is to stay as it was applied.
///
/// Whoever changes a field takes it over, so an object has drifted when fewer fields are ours than
/// right after it was applied. A rival that goes on writing is left its way after a few repairs:
/// two that write against each other would never rest.
final class Held {
  private static final int MOST_REPAIRS = 5;
  private static final Duration STRETCH = Duration.ofMinutes(1);
  private static final Duration TRUCE = Duration.ofMinutes(5);

  /// Whether a write that failed was carried out nobody knows: no object is as applied then.
  private static final String UNKNOWN = "unknown";

  private final Cluster cluster;
  private final ObjectKind kind;
  private final String name;
  private final CircuitBreaker<Object> breaker =
      CircuitBreaker.builder().withFailureThreshold(MOST_REPAIRS, STRETCH).withDelay(TRUCE).build();
  private @Nullable ObjectNode wanted;
  private volatile String owned = "";

  Held(Cluster cluster, ObjectKind kind, String name) {
    this.cluster = cluster;
    this.kind = kind;
    this.name = name;
  }

  /// Has it be so, and stay so. What is as wanted already is not written again.
  ///
  /// @param seen as it was seen last; what changed since then will be seen, and put right
  synchronized GenericKubernetesResource hold(
      ObjectNode object, Optional<GenericKubernetesResource> seen) throws PlatformFailure {
    return object.equals(wanted) && seen.filter(it -> isAsApplied(it) && !isEnding(it)).isPresent()
        ? seen.get()
        : apply(object);
  }

  private GenericKubernetesResource apply(ObjectNode object) throws PlatformFailure {
    wanted = object;
    try {
      GenericKubernetesResource now = cluster.apply(object);
      owned = Ownership.of(now).ours();
      return now;
    } catch (PlatformFailure e) {
      owned = UNKNOWN;
      throw e;
    }
  }

  /// Whether all fields are still ours that we have applied.
  boolean isAsApplied(GenericKubernetesResource seen) {
    return Ownership.of(seen).ours().equals(owned);
  }

  /// Puts right what has drifted by now.
  ///
  /// @return what was done or left alone; nothing when nothing has drifted
  synchronized Optional<Repair> repair() throws PlatformFailure {
    ObjectNode to = wanted;
    Optional<GenericKubernetesResource> now = cluster.find(kind, name);
    if (to == null
        || now.filter(this::isAsApplied).isPresent()
        || now.filter(Held::isEnding).isPresent()) {
      return Optional.empty();
    }
    String what =
        now.map(it -> "%s %s was changed by %s".formatted(kind.word(), name, rival(it)))
            .orElse("%s %s was taken away".formatted(kind.word(), name));
    if (!breaker.tryAcquirePermit()) {
      return Optional.empty();
    }
    breaker.recordFailure();
    if (breaker.isOpen()) {
      String truce = " again and again; it is left so for %d min".formatted(TRUCE.toMinutes());
      return Optional.of(new Repair(kind.word(), false, what + truce));
    }
    var _ = apply(to);
    return Optional.of(new Repair(kind.word(), true, what + " and was put right"));
  }

  /// That it drifted and could not be put right.
  Repair unrepaired(PlatformFailure why) {
    return new Repair(
        kind.word(), false, "what drifted could not be put right: " + why.getMessage());
  }

  /// It comes back once it is gone.
  private static boolean isEnding(GenericKubernetesResource now) {
    return now.getMetadata().getDeletionTimestamp() != null;
  }

  private static String rival(GenericKubernetesResource object) {
    return Ownership.of(object).lastOther().orElse("somebody");
  }
}
