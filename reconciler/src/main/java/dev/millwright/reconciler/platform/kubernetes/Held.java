package dev.millwright.reconciler.platform.kubernetes;

import dev.failsafe.CircuitBreaker;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
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

  /// Whether a write that failed was carried out nobody knows: no object is as applied then.
  private static final String UNKNOWN = "unknown";

  private final Cluster cluster;
  private final ObjectKind kind;
  private final String name;
  private final Duration truce;
  private final CircuitBreaker<Object> breaker;
  private String complaint = "";

  /// As JSON: of a tree many would fill the memory.
  private @Nullable String wanted;

  private volatile String owned = "";
  private long began;
  private WeakReference<GenericKubernetesResource> answer = new WeakReference<>(null);

  /// @param truce how long a rival is left its way
  Held(Cluster cluster, ObjectKind kind, String name, Duration truce) {
    this.cluster = cluster;
    this.truce = truce;
    this.breaker =
        CircuitBreaker.builder()
            .withFailureThreshold(MOST_REPAIRS, STRETCH)
            .withDelay(truce)
            .build();
    this.kind = kind;
    this.name = name;
  }

  /// Has it be so, and stay so. What is as wanted already is not written again, nor what another
  /// one has written since it was asked for.
  ///
  /// @param seen how it was seen last; what changed since then will be seen, and put right
  GenericKubernetesResource hold(
      ObjectNode object, Supplier<Optional<GenericKubernetesResource>> seen)
      throws PlatformFailure {
    long asked = System.nanoTime();
    return hold(Json.write(object), seen, asked);
  }

  private synchronized GenericKubernetesResource hold(
      String json, Supplier<Optional<GenericKubernetesResource>> seen, long asked)
      throws PlatformFailure {
    if (!json.equals(wanted)) {
      return apply(json);
    }
    GenericKubernetesResource written = answer.get();
    if (written != null && began - asked >= 0) {
      return written;
    }
    Optional<GenericKubernetesResource> now = seen.get();
    return now.filter(it -> isAsApplied(it) && !isEnding(it)).isPresent() ? now.get() : apply(json);
  }

  private GenericKubernetesResource apply(String json) throws PlatformFailure {
    wanted = json;
    answer.clear();
    began = System.nanoTime();
    try {
      GenericKubernetesResource now = cluster.apply(kind, name, json);
      owned = owned(now);
      answer = new WeakReference<>(now);
      return now;
    } catch (PlatformFailure e) {
      owned = UNKNOWN;
      throw e;
    }
  }

  /// Whether all fields are still ours that we have applied.
  boolean isAsApplied(GenericKubernetesResource seen) {
    return owned(seen).equals(owned);
  }

  private static String owned(GenericKubernetesResource object) {
    return Digest.of(Ownership.of(object).ours()).toString();
  }

  /// Puts right what has drifted by now. One more try of a write that failed is not one more change
  /// by a rival.
  ///
  /// @return what was done or left alone; nothing when nothing has drifted
  synchronized Optional<Repair> repair() throws PlatformFailure {
    String to = wanted;
    Optional<GenericKubernetesResource> now = cluster.find(kind, name);
    if (to == null
        || now.filter(this::isAsApplied).isPresent()
        || now.filter(Held::isEnding).isPresent()) {
      return Optional.empty();
    }
    String what =
        now.map(it -> "%s %s was changed by %s".formatted(kind.word(), name, rival(it)))
            .orElse("%s %s was taken away".formatted(kind.word(), name));
    if (!owned.equals(UNKNOWN)) {
      if (!breaker.tryAcquirePermit()) {
        return Optional.empty();
      }
      breaker.recordFailure();
      if (breaker.isOpen()) {
        return Optional.of(left(what));
      }
    }
    var _ = apply(to);
    complaint = "";
    return Optional.of(new Repair(kind.word(), true, what + " and was put right"));
  }

  /// The same when it was seen as it should not be. What is seen of a write before its answer has
  /// come is none of that, and nothing is asked for it.
  synchronized Optional<Repair> repair(GenericKubernetesResource seen) throws PlatformFailure {
    return isAsApplied(seen) ? Optional.empty() : repair();
  }

  private Repair left(String what) {
    String sentence =
        what + " again and again; it is left so for %d min".formatted(truce.toMinutes());
    return new Repair(kind.word(), false, sentence);
  }

  /// The same once a truce is over: a rival may write anew as often as before.
  synchronized Optional<Repair> repairAfterTruce() throws PlatformFailure {
    breaker.close();
    return repair();
  }

  /// That it drifted and could not be put right; said once while the cause stays the same.
  synchronized Optional<Repair> unrepaired(PlatformFailure why) {
    String now = String.valueOf(why.getMessage());
    if (now.equals(complaint)) {
      return Optional.empty();
    }
    complaint = now;
    return Optional.of(
        new Repair(kind.word(), false, "what drifted could not be put right: " + now));
  }

  /// It comes back once it is gone.
  private static boolean isEnding(GenericKubernetesResource now) {
    return now.getMetadata().getDeletionTimestamp() != null;
  }

  private static String rival(GenericKubernetesResource object) {
    return Ownership.of(object).lastOther().orElse("somebody");
  }
}
