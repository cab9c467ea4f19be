package dev.millwright.reconciler.state;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.serving.StorePaths;
import java.nio.file.Path;

/// The state folder of one project in one environment.
///
/// @param root absolute
public record StateLayout(Path root) {
  public Path trackingFile() {
    return root.resolve("tracking.db");
  }

  /// The bare mirror of the user's repository.
  public Path mirror() {
    return root.resolve("mirror.git");
  }

  /// The names of the intent writes passed, where they are asked for.
  public Path intents() {
    return root.resolve("intents.log");
  }

  /// Where bytes and stores lie.
  public StorePaths stores() {
    return new StorePaths(root);
  }

  public Path artifacts() {
    return stores().artifacts();
  }

  public Path artifact(Digest digest) {
    return stores().artifact(digest);
  }

  public Path source(String path, Digest content) {
    return stores().source(path, content);
  }

  public Path offline(Name set, Digest version) {
    return stores().offline(set, version);
  }

  public Path online(Name set, Digest version) {
    return stores().online(set, version);
  }

  public Path graphs() {
    return root.resolve("graphs");
  }

  /// The folder of one graph version: `graph.json`, `releases.json`, a folder a replica.
  public Path graph(Name graph, Digest version) {
    return graphs().resolve(graph.text()).resolve(version.hex());
  }

  public Path gateway() {
    return root.resolve("gateway");
  }

  public Path recordings(Name graph) {
    return root.resolve("recordings").resolve(graph.text());
  }

  public Path runs() {
    return root.resolve("runs");
  }

  /// A run's folder: of its name as far as that fits, which on a cluster is also that of its Job.
  public Path run(String id) {
    return runs().resolve(Parts.jobName(id));
  }

  public Path monitor(Name monitor, Digest version) {
    return root.resolve("monitors").resolve(monitor.text()).resolve(version.hex());
  }
}
