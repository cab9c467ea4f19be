package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Who waits for objects to be as they should, by what is seen of them anyway: nobody asks for an
/// object of its own.
final class Seen {
  private final Map<String, CompletableFuture<Void>> changes = new ConcurrentHashMap<>();

  /// Something was seen of an object.
  void changed(ObjectKind kind, String name) {
    CompletableFuture<Void> waited = changes.remove(key(kind, name));
    if (waited != null) {
      waited.complete(null);
    }
  }

  /// Waits until an object is so.
  ///
  /// @param now as it was seen last
  /// @return whether it was in time
  boolean until(
      ObjectKind kind,
      String name,
      Supplier<Optional<GenericKubernetesResource>> now,
      Predicate<GenericKubernetesResource> isSo,
      Duration within)
      throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      // Before the look: what changes after it is not missed.
      CompletableFuture<Void> next =
          changes.computeIfAbsent(key(kind, name), _ -> new CompletableFuture<>());
      if (now.get().filter(isSo).isPresent()) {
        return true;
      }
      if (!isDone(next, end - System.nanoTime())) {
        return false;
      }
    }
  }

  private static boolean isDone(CompletableFuture<Void> next, long nanos)
      throws InterruptedException {
    try {
      var _ = next.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing fails here", e);
    }
  }

  private static String key(ObjectKind kind, String name) {
    return kind.word() + "/" + name;
  }
}
