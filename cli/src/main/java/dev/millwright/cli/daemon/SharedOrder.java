package dev.millwright.cli.daemon;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/// What a daemon of several projects looks after.
///
/// @param home the namespace that it is in, with its Lease
/// @param namespaces those whose Sources it follows; none: all of the cluster
/// @param installed what holds for all projects
/// @param state its own claim: the records, and the projects' claims as folders
public record SharedOrder(
    String home,
    Set<String> namespaces,
    Installed installed,
    Path state,
    InetSocketAddress listen) {
  /// A project's record, and the copies of its repository: nobody else sees them.
  Path record(String namespace, String source) {
    return state.resolve("records").resolve(namespace).resolve(source);
  }

  /// The project's claim, as this process sees it.
  Path claim(String namespace) {
    return state.resolve("projects").resolve(namespace);
  }
}
