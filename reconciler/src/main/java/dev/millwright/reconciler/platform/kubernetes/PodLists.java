package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The pods of graphs, for many that ask at about the same time. Everyone has a list that began
/// after it was asked for; those that ask while another list is on its way share the next one.
final class PodLists {
  private final Listing listing;
  private final ReentrantLock onItsWay = new ReentrantLock();
  private @Nullable Round next;

  /// Asks the cluster.
  @FunctionalInterface
  interface Listing {
    /// @param labels `key=value,…`, those of all graphs first
    List<Pod> of(String labels) throws PlatformFailure;
  }

  /// @param answer of all that were asked for; empty where there was none
  private record Round(Set<String> asked, CompletableFuture<Optional<List<Pod>>> answer) {}

  PodLists(Listing listing) {
    this.listing = listing;
  }

  /// The pods with labels, as they are from now on.
  List<Pod> of(String labels) throws PlatformFailure {
    Place place = join(labels);
    return having(labels, place.isFirst() ? ask(place.round()) : shared(place.round(), labels));
  }

  private record Place(Round round, boolean isFirst) {}

  private synchronized Place join(String labels) {
    boolean isFirst = next == null;
    next =
        Objects.requireNonNullElseGet(
            next, () -> new Round(new HashSet<>(), new CompletableFuture<>()));
    next.asked().add(labels);
    return new Place(next, isFirst);
  }

  /// What failed for another, for one because it was told to end, need not fail here.
  private List<Pod> shared(Round round, String labels) throws PlatformFailure {
    Optional<List<Pod>> all = round.answer().join();
    return all.isPresent() ? all.get() : listing.of(labels);
  }

  private List<Pod> ask(Round round) throws PlatformFailure {
    onItsWay.lock();
    try {
      List<Pod> pods = listing.of(begin(round));
      round.answer().complete(Optional.of(pods));
      return pods;
    } finally {
      onItsWay.unlock();
      round.answer().complete(Optional.empty());
    }
  }

  /// Who asks from now on is of the next round.
  private synchronized String begin(Round round) {
    next = null;
    return round.asked().size() == 1 ? round.asked().iterator().next() : Parts.graphSelector();
  }

  private static List<Pod> having(String labels, List<Pod> pods) {
    List<String> wanted = Arrays.asList(labels.split(",", -1));
    return pods.stream().filter(it -> labels(it).containsAll(wanted)).toList();
  }

  private static Set<String> labels(Pod pod) {
    Set<String> labels = new HashSet<>();
    Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.<String, String>of())
        .forEach((key, value) -> labels.add(key + "=" + value));
    return labels;
  }
}
