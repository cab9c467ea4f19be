package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.serving.StorePaths;
import java.nio.file.Path;

/// Where pods find what. The claim is laid out as the state folder of one machine is.
public final class StatePaths {
  /// Where the claim, or a part of it, stands.
  public static final String STATE = "/var/lib/millwright";

  /// A graph version's files.
  static final String GRAPH = "/etc/millwright/graph";

  /// What a process writes for whoever waits for it.
  static final String RUN = "/run/millwright";

  /// What a job is to do.
  static final String JOB = "/etc/millwright/job";

  /// What a job has in the making.
  static final String WORK = RUN + "/work";

  /// Where bytes and stores lie on the claim.
  static final StorePaths STORES = new StorePaths(Path.of(STATE));

  private StatePaths() {}
}
