package dev.millwright.reconciler.platform.local;

import dev.millwright.spec.release.ImageSpec.Role;

/// The main classes in an image's runtime.
record Mains(String graph, String gateway, String job) {
  static final Mains OF_THE_RUNTIME =
      new Mains(Role.GRAPH.main(), "dev.millwright.serving.GatewayMain", Role.JOB.main());
}
