package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.nio.file.Path;

/// Where pods find what. The claim is laid out as the state folder of one machine is.
final class StatePaths {
  /// Where the claim, or a part of it, stands.
  static final String STATE = "/var/lib/millwright";

  /// A graph version's files.
  static final String GRAPH = "/etc/millwright/graph";

  /// What a process writes for whoever waits for it.
  static final String RUN = "/run/millwright";

  /// What a job is to do.
  static final String JOB = "/etc/millwright/job";

  /// What a job has in the making.
  static final String WORK = RUN + "/work";

  private StatePaths() {}

  static Path artifacts() {
    return Path.of(STATE, "artifacts");
  }

  static Path artifact(Digest digest) {
    return artifacts()
        .resolve("sha256")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex());
  }

  static Path source(String path, Digest content) {
    String ending = path.substring(Math.max(0, path.lastIndexOf('.')));
    return Path.of(STATE, "sources", content.hex() + ending);
  }

  static Path offline(Name set, Digest version) {
    return Path.of(STATE, "offline", set.text(), version.hex());
  }

  static Path online(Name set, Digest version) {
    return Path.of(STATE, "online", set.text(), version.hex() + ".db");
  }
}
