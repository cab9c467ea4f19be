package dev.millwright.cli.daemon;

import dev.millwright.reconciler.watch.RemoteCopy;
import dev.millwright.spec.Name;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What the daemon of a cluster looks after.
///
/// @param path the project's folder in the repository, empty at its root
/// @param identity this process, as others see it
/// @param state the claim, mounted where pods have it
/// @param registry where this process reaches the images; absent: where the environment says
/// @param every how often git is looked at
/// @param token what graph processes know the platform by, and callers that change something
public record ClusterOrder(
    RemoteCopy.Origin source,
    String path,
    Name environment,
    String namespace,
    String identity,
    Path state,
    Optional<String> registry,
    Duration every,
    InetSocketAddress listen,
    String token) {
  @Override
  public String toString() {
    return source.url() + " " + environment + " in " + namespace;
  }
}
