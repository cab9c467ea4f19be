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
/// @param state the claim, mounted where pods have it
/// @param every how often git is looked at
/// @param forge who is told the end of each commit
public record ClusterOrder(
    RemoteCopy.Origin source,
    String path,
    Name environment,
    String namespace,
    Installed installed,
    Path state,
    Duration every,
    InetSocketAddress listen,
    Optional<ReportTo> forge) {
  @Override
  public String toString() {
    return source.url() + " " + environment + " in " + namespace;
  }
}
