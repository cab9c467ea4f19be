package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.serving.ReleasesFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What outlives a daemon: processes, their files and results.
final class Machine {
  final Map<String, JobResult> results = new ConcurrentHashMap<>();
  final Map<String, Integer> jobsStarted = new ConcurrentHashMap<>();
  final Map<String, ReleasesFile> bound = new ConcurrentHashMap<>();
  final SortedSet<Replica> replicas = new TreeSet<>();
  Optional<Routes> routes = Optional.empty();

  Machine copy() {
    Machine copy = new Machine();
    copy.results.putAll(results);
    copy.jobsStarted.putAll(jobsStarted);
    copy.bound.putAll(bound);
    copy.replicas.addAll(replicas);
    copy.routes = routes;
    return copy;
  }

  /// All processes end; files stay.
  void losePower() {
    replicas.clear();
  }

  static String version(Name graph, Digest version) {
    return graph + "@" + version.brief();
  }

  /// The releases whose traffic goes to a graph version.
  List<Digest> answeringOn(String version) {
    return routes.stream()
        .flatMap(it -> it.shares().keySet().stream().filter(share -> it.shares().get(share) > 0))
        .filter(
            release ->
                routes.orElseThrow().graphs().get(release).values().stream()
                    .flatMap(List::stream)
                    .anyMatch(on -> version(on.graph(), on.version()).equals(version)))
        .toList();
  }

  /// What serves, in words that compare.
  String words() {
    StringBuilder words = new StringBuilder();
    words.append("shares ").append(routes.map(Routes::shares).orElseGet(TreeMap::new));
    words.append("\ncopies ").append(routes.flatMap(Routes::copies));
    words.append("\nanswering ").append(routes.map(Routes::graphs).orElseGet(TreeMap::new));
    words.append("\nreplicas ").append(replicas);
    for (Replica replica : replicas) {
      String version = version(replica.graph(), replica.version());
      words.append("\n").append(version).append(" for ");
      words.append(bound.get(version).releases().keySet());
    }
    return words.append("\njobs ").append(new TreeMap<>(jobsStarted)).toString();
  }
}
