package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Name;
import java.util.Optional;

/// What this reconciler was started for.
///
/// @param url where the repository is read from, without a password
/// @param ref absent: what the environment follows
/// @param path the project's folder in the repository, empty at its root
/// @param instance who tells, such as the pod's name
/// @param given the name of the Source when somebody else wrote it; absent: the record writes one
/// @param epoch how often a reconciler has begun to write the record; 0 where nobody counts
public record Followed(
    String namespace,
    String url,
    Optional<String> ref,
    String path,
    Name environment,
    String instance,
    long epoch,
    Optional<String> given) {
  /// Where the record writes the Source itself.
  public Followed(
      String namespace,
      String url,
      Optional<String> ref,
      String path,
      Name environment,
      String instance,
      long epoch) {
    this(namespace, url, ref, path, environment, instance, epoch, Optional.empty());
  }

  /// The name of the Source.
  String source() {
    return given.orElse(environment.text());
  }
}
