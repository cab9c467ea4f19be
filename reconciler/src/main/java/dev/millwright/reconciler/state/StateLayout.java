package dev.millwright.reconciler.state;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
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

  public Path artifacts() {
    return root.resolve("artifacts");
  }

  /// Content-addressed bytes.
  public Path artifact(Digest digest) {
    return artifacts()
        .resolve("sha256")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex());
  }

  /// A source file of a commit, by its content, with the ending that tells its format.
  public Path source(String path, Digest content) {
    String ending = path.substring(Math.max(0, path.lastIndexOf('.')));
    return root.resolve("sources").resolve(content.hex() + ending);
  }

  /// A feature set version's folder in the offline store.
  public Path offline(Name set, Digest version) {
    return root.resolve("offline").resolve(set.text()).resolve(version.hex());
  }

  /// A feature set version's file in the online store.
  public Path online(Name set, Digest version) {
    return root.resolve("online").resolve(set.text()).resolve(version.hex() + ".db");
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

  public Path run(String id) {
    return runs().resolve(id);
  }

  public Path monitor(Name monitor, Digest version) {
    return root.resolve("monitors").resolve(monitor.text()).resolve(version.hex());
  }
}
